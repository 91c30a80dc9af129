import { fillIn, LONGEST_SHORTCUT, may, shortcutOf, unknownVariables, VARIABLES } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../api/index.ts';
import { FormDialog } from '../design/FormDialog.tsx';
import { Segmented } from '../design/Segmented.tsx';
import { TextArea } from '../design/TextArea.tsx';
import { TextField } from '../design/TextField.tsx';
import { toast } from '../design/toastStore.ts';
import { useUser } from '../session/index.ts';
import styles from './QuickReplies.module.css';
import { ReplyFiles } from './ReplyFiles.tsx';
import type { QuickReply } from './useQuickReplies.ts';
import { useVariableWords, variableValues } from './variables.ts';

type Props = {
  /** `null`: a new one. */
  reply: QuickReply | null;
  onClose: () => void;
};

/** Writes a quick reply, and shows how it arrives. */
export function ReplyDialog({ reply, onClose }: Props) {
  const { t } = useTranslation('replies');
  const api = useApi();
  const problemWords = useProblemWords();
  const words = useVariableWords();
  const me = useUser();
  const [id] = useState(() => reply?.id ?? newRowId());
  const [name, setName] = useState(reply?.name ?? '');
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const [files, setFiles] = useState<readonly { mediaId: string; fileName: string }[]>(reply?.files ?? []);
  const [scope, setScope] = useState<'own' | 'company'>('own');
  const field = useRef<HTMLTextAreaElement>(null);

  const save = useMutation({
    mutationFn: () =>
      api.quickReplies.save.mutate({
        id,
        isCompanys: reply ? reply.ownerId === '' : scope === 'company',
        name,
        shortcut: shortcutOf(shortcut),
        text,
        mediaIds: files.map(({ mediaId }) => mediaId),
      }),
    networkMode: 'always',
    onSuccess: () => {
      toast({ tone: 'good', title: t('edit.saved') });
      onClose();
    },
  });
  const insert = (variable: string) => {
    const at = field.current?.selectionStart ?? text.length;
    const placeholder = `{{${variable}}}`;
    setText(text.slice(0, at) + placeholder + text.slice(field.current?.selectionEnd ?? at));
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at + placeholder.length, at + placeholder.length);
    });
  };
  const sample = { name: t('edit.sampleName'), phone: t('edit.samplePhone'), email: t('edit.sampleEmail') };
  const unknown = unknownVariables(text);
  const problem = save.error ? problemWords.ofError(save.error) : null;
  const isWhole = name.trim() !== '' && shortcutOf(shortcut) !== '' && (text.trim() !== '' || files.length > 0);
  return (
    <FormDialog
      title={t(reply ? 'edit.title' : 'edit.newTitle')}
      submit={t('edit.save')}
      busy={save.isPending}
      disabled={!isWhole}
      problem={problem}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {!reply && may(me.role, 'quickReply.manage') && (
        <Segmented
          variant="framed"
          label={t('scope.label')}
          value={scope}
          segments={[
            { value: 'own', label: t('scope.ownOption') },
            { value: 'company', label: t('scope.companyOption') },
          ]}
          onChange={setScope}
        />
      )}
      <div className={styles.pair}>
        <TextField
          label={t('edit.name')}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          label={t('edit.shortcut')}
          hint={shortcutOf(shortcut) === '' ? undefined : t('edit.shortcutHint', { shortcut: shortcutOf(shortcut) })}
          maxLength={LONGEST_SHORTCUT}
          autoComplete="off"
          spellCheck={false}
          value={shortcut}
          onChange={(event) => setShortcut(event.currentTarget.value)}
        />
      </div>
      <TextArea
        ref={field}
        label={t('edit.text')}
        rows={4}
        maxLength={4_096}
        value={text}
        problem={unknown.length > 0 ? t('edit.unknown', { names: unknown.join(', ') }) : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.chips}>
        <span>{t('edit.insert')}</span>
        {VARIABLES.map((variable) => (
          <button key={variable} type="button" className={styles.chip} onClick={() => insert(variable)}>
            {words(variable)}
          </button>
        ))}
      </div>
      <ReplyFiles files={files} onChange={setFiles} />
      {text.trim() !== '' && (
        <div>
          <p className={styles.label}>{t('edit.preview')}</p>
          <p className={styles.preview}>{fillIn(text, variableValues(sample, me, null)).text}</p>
        </div>
      )}
    </FormDialog>
  );
}
