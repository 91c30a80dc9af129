import {
  fillTemplate,
  isUsable,
  type MessageContent,
  type MessageTemplate,
  outgoingFileKind,
  type PartFault,
  parametersOf,
  templateFaults,
  variablesOf,
  WHATSAPP_FILES,
} from '@balcao/domain';
import { type ConversationRow, newRowId } from '@balcao/replica';
import { FileUp, Image, SendHorizontal } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../design/Button.tsx';
import { classes } from '../../../design/classes.ts';
import { Icon } from '../../../design/Icon.tsx';
import { TextField } from '../../../design/TextField.tsx';
import { firstName } from '../../directory.ts';
import { TemplateWords } from '../../thread/content/TemplateCard.tsx';
import styles from './kinds.module.css';
import type { ListedTemplate } from './templateSearch.ts';
import { useSendTemplateFile } from './useSendTemplateFile.ts';

type Props = {
  conversation: ConversationRow;
  listed: ListedTemplate;
  /** Marketing, and the contact does not want any. */
  isOptedOut: boolean;
  dueAt: number | undefined;
  onSend: (content: MessageContent) => void;
  onClose: () => void;
};

type Template = Extract<MessageContent, { kind: 'template' }>;

/** What fills a template in, beside what the contact will read. */
export function TemplateForm({ conversation, listed: { id, template }, isOptedOut, dueAt, onSend, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const { t: problem } = useTranslation('problems');
  const sendFile = useSendTemplateFile(conversation, dueAt);
  const variables = variablesOf(template);
  const [values, setValues] = useState<ReadonlyMap<string, string>>(() =>
    suggested(template, conversation.contactName),
  );
  const [file, setFile] = useState<File | null>(null);
  const [isTried, setTried] = useState(false);
  const filled = fillTemplate(template, values);
  const needsFile = mediaOf(template) !== null;
  const fileFault = !file || !mediaOf(template) ? null : fitOf(template, file);
  const faults = new Map(templateFaults(template, values).map((fault) => [fault.at, fault]));
  const mayGo = isUsable(template) && !isOptedOut;
  const inWords = (fault: PartFault | undefined) =>
    fault && (isTried || fault.fault !== 'missing')
      ? problem('message.invalidPart.what', { part: fault.part, fault: fault.fault, limit: fault.limit })
      : null;

  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!mayGo || faults.size > 0 || (needsFile && (!file || fileFault))) return;
    const { header: headerText, ...rest } = filled;
    const said = {
      kind: 'template' as const,
      templateId: id,
      name: template.name,
      language: template.language,
      category: template.category,
      ...rest,
      parameters: parametersOf(template, values),
    };
    if (file) sendFile({ ...said, header: placeFor(template, file) }, file);
    else onSend({ ...said, header: headerText ? { type: 'text', text: headerText } : { type: 'none' } });
    onClose();
  };

  return (
    <form className={styles.templateForm} onSubmit={send} noValidate>
      <div className={styles.phone} role="img" aria-label={t('choices.preview')}>
        <div className={styles.bubble}>
          {filled.header && <strong>{filled.header}</strong>}
          {needsFile && (
            <div className={styles.placeholder}>
              <Icon icon={Image} />
              {file?.name ?? t(`template.needs.${mediaOf(template) ?? 'image'}`)}
            </div>
          )}
          <TemplateWords {...filled} />
        </div>
      </div>
      {isOptedOut && <p className={styles.warn}>{problem('contact.optedOut.what')}</p>}
      {!isUsable(template) && (
        <p className={styles.warn}>
          {problem('template.notUsable.what', { state: template.status, reason: template.reason })}{' '}
          {template.reason && `${t('template.reason', { reason: template.reason })} `}
          {problem('template.notUsable.todo', { state: template.status, reason: template.reason })}
        </p>
      )}
      {mayGo && (
        <>
          {needsFile && (
            <FileChoice template={template} file={file} problem={fileFault} isTried={isTried} onChoose={setFile} />
          )}
          {variables.map(({ key, in: where, name, index }) => (
            <TextField
              key={key}
              label={
                where === 'button'
                  ? t('template.buttonValue', { title: template.buttons[index]?.title ?? '' })
                  : t(where === 'header' ? 'template.headerValue' : 'template.bodyValue', { name })
              }
              placeholder={template.examples[key]}
              problem={inWords(faults.get(key))}
              value={values.get(key) ?? ''}
              onChange={(event) => setValues(new Map([...values, [key, event.currentTarget.value]]))}
            />
          ))}
          {inWords(faults.get('text')) && (
            <p role="alert" className={styles.warn}>
              {inWords(faults.get('text'))}
            </p>
          )}
        </>
      )}
      <footer className={styles.footer}>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button variant="primary" type="submit" icon={SendHorizontal} disabled={!mayGo}>
          {t('composer.send')}
        </Button>
      </footer>
    </form>
  );
}

type ChoiceProps = {
  template: MessageTemplate;
  file: File | null;
  problem: string | null;
  isTried: boolean;
  onChoose: (file: File) => void;
};

function FileChoice({ template, file, problem, isTried, onChoose }: ChoiceProps) {
  const { t } = useTranslation('conversations');
  const input = useRef<HTMLInputElement>(null);
  const kind = mediaOf(template) ?? 'image';
  const isMissing = isTried && !file;
  return (
    <div>
      <Button icon={FileUp} onClick={() => input.current?.click()}>
        {file?.name ?? t(`template.needs.${kind}`)}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t(`template.needs.${kind}`)}
        accept={kind === 'document' ? undefined : `${kind}/*`}
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen) onChoose(chosen);
          event.currentTarget.value = '';
        }}
      />
      {(problem || isMissing) && (
        <p role="alert" className={classes(styles.warn)}>
          {t(isMissing ? `template.needs.${kind}` : 'template.wrongFile')}
        </p>
      )}
    </div>
  );
}

function mediaOf({ header }: MessageTemplate): 'image' | 'video' | 'document' | null {
  return header.type === 'image' || header.type === 'video' || header.type === 'document' ? header.type : null;
}

/** @returns what is wrong with a file for this header, or `null`. */
function fitOf(template: MessageTemplate, file: File): string | null {
  const wanted = mediaOf(template);
  const fitting = outgoingFileKind(WHATSAPP_FILES, { mime: file.type, sizeBytes: file.size });
  if (fitting.kind === 'tooLarge') return fitting.kind;
  return wanted === 'document' || fitting.kind === wanted ? null : 'kind';
}

/** The header while its file is still here; the upload puts the file's own words in (sendFile). */
function placeFor(template: MessageTemplate, file: File): Template['header'] {
  const type = mediaOf(template);
  return type ? { type, media: { mediaId: newRowId(), state: 'pending', mime: file.type } } : { type: 'none' };
}

/** Most templates begin with the contact's name; whoever sends another one writes over it. */
function suggested(template: MessageTemplate, contactName: string): ReadonlyMap<string, string> {
  const [first] = variablesOf(template);
  const greets = /^[^.!?\n]{0,24}\{\{\s*1\s*\}\}/.test(template.body);
  return new Map(first && first.key === 'body.1' && greets ? [[first.key, firstName(contactName)]] : []);
}
