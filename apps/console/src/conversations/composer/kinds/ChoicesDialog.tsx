import { capabilitiesOf, type PartFault } from '@balcao/domain';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../design/Button.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { TextArea } from '../../../design/TextArea.tsx';
import { TextField } from '../../../design/TextField.tsx';
import { ChoicesCard } from '../../thread/content/ChoicesCard.tsx';
import { buttonsOf, type ChoicesDraft, faultsByPlace, listOf, NO_CHOICES, nextKey } from './choicesDraft.ts';
import styles from './kinds.module.css';
import type { KindDialogProps } from './MoreButton.tsx';
import { SectionFields } from './SectionFields.tsx';

/** A question whose answers are buttons under it. */
export const ButtonsDialog = (props: KindDialogProps) => <ChoicesDialog {...props} kind="buttons" />;
/** A question whose answers are a list behind one button. */
export const ListDialog = (props: KindDialogProps) => <ChoicesDialog {...props} kind="list" />;

function ChoicesDialog({ kind, conversation, onSend, onClose }: KindDialogProps & { kind: 'buttons' | 'list' }) {
  const { t } = useTranslation('conversations');
  const { t: problem } = useTranslation('problems');
  const [draft, setDraft] = useState<ChoicesDraft>(NO_CHOICES);
  const [isTried, setTried] = useState(false);
  const content = kind === 'buttons' ? buttonsOf(draft) : listOf(draft);
  const limits = capabilitiesOf(conversation.channelKind)[kind];
  if (!limits) return null;
  const faults = faultsByPlace(content, conversation.channelKind);
  const faultAt = (at: string): string | null => {
    const fault = faults.get(at);
    return !fault || (fault.fault === 'missing' && !isTried)
      ? null
      : problem('message.invalidPart.what', wordsOf(fault));
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (faults.size > 0) return;
    onSend(content);
    onClose();
  };
  const count = draft.sections.flatMap(({ rows }) => rows).length;
  return (
    <Dialog
      open
      size="l"
      title={t(`kind.${kind}`)}
      description={t(`more.${kind}Hint`)}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form="send-choices">
            {t('composer.send')}
          </Button>
        </>
      }
    >
      <form id="send-choices" className={styles.sides} onSubmit={send} noValidate>
        <div className={styles.form}>
          <TextArea
            autoFocus
            label={t('choices.text')}
            problem={faultAt('text')}
            value={draft.text}
            onChange={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
          />
          {draft.sections.map((section, index) => (
            <SectionFields
              key={section.key}
              kind={kind}
              section={section}
              place={`sections.${index}`}
              limits={limits}
              faultAt={faultAt}
              mayAdd={count < limits.most}
              isOnly={draft.sections.length === 1}
              onChange={(next) =>
                setDraft({ ...draft, sections: draft.sections.map((each) => (each.key === section.key ? next : each)) })
              }
              onRemove={() => setDraft({ ...draft, sections: draft.sections.filter(({ key }) => key !== section.key) })}
            />
          ))}
          {kind === 'list' && (
            <>
              <Button
                icon={Plus}
                disabled={count >= limits.most}
                onClick={() =>
                  setDraft({
                    ...draft,
                    sections: [
                      ...draft.sections,
                      { key: nextKey(draft.sections), title: '', rows: [{ key: 0, title: '', description: '' }] },
                    ],
                  })
                }
              >
                {t('choices.addSection')}
              </Button>
              <TextField
                label={t('choices.button')}
                placeholder={t('choices.buttonExample')}
                problem={faultAt('button')}
                value={draft.button}
                onChange={(event) => setDraft({ ...draft, button: event.currentTarget.value })}
              />
            </>
          )}
          <TextField
            label={t('choices.header')}
            problem={faultAt('header')}
            value={draft.header}
            onChange={(event) => setDraft({ ...draft, header: event.currentTarget.value })}
          />
          <TextField
            label={t('choices.footer')}
            problem={faultAt('footer')}
            value={draft.footer}
            onChange={(event) => setDraft({ ...draft, footer: event.currentTarget.value })}
          />
        </div>
        <div className={styles.phone} role="img" aria-label={t('choices.preview')}>
          <div className={styles.bubble}>
            <ChoicesCard content={content} />
          </div>
        </div>
      </form>
    </Dialog>
  );
}

const wordsOf = ({ part, fault, limit }: PartFault) => ({ part, fault, limit });
