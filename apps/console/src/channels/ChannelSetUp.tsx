import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import rows from '../design/Rows.module.css';
import { Select } from '../design/Select.tsx';
import { TextArea } from '../design/TextArea.tsx';
import { TextField } from '../design/TextField.tsx';
import { serverAddress } from '../desktop/index.ts';
import styles from './Channels.module.css';
import type { Channel } from './channel.ts';
import { withAddress } from './mailServers.ts';
import { PasteThis } from './PasteThis.tsx';
import {
  asksForAccount,
  credentialsOf,
  type Filled,
  missingIn,
  ownAddresses,
  SET_UP_FIELDS,
  SET_UP_KINDS,
  type SetUpField,
  type SetUpKind,
} from './setUpFields.ts';
import { useReasonWords } from './useReasonWords.ts';

type Props = { kind: SetUpKind | null; channel: Channel | null; onChanged: () => void; onClose: () => void };

/** Chooses a kind, asks for what it needs, saves it, has the platform asked whether it works, and shows what to paste there. */
export function ChannelSetUp({ kind: given, channel, onChanged, onClose }: Props) {
  const { t } = useTranslation('channels');
  const { t: inConversations } = useTranslation('conversations');
  const [kind, setKind] = useState(given);
  const title = kind ? t('setUp', { kind: inConversations(`channel.${kind}`) }) : t('kindTitle');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} size="m">
      {kind ? (
        <SetUpForm kind={kind} channel={channel} onChanged={onChanged} onClose={onClose} />
      ) : (
        <div className={styles.kinds}>
          {SET_UP_KINDS.map((each) => (
            <Button key={each} onClick={() => setKind(each)}>
              {inConversations(`channel.${each}`)}
            </Button>
          ))}
        </div>
      )}
    </Dialog>
  );
}

function SetUpForm({ kind, channel, onChanged, onClose }: Props & { kind: SetUpKind }) {
  const { t } = useTranslation('channels');
  const api = useApi();
  const problemWords = useProblemWords();
  const reasonWords = useReasonWords();
  const formId = useId();
  // A disconnected one keeps nothing that an empty field could stand for.
  const isConnected = channel !== null && channel.disconnectedAt === null;
  const [filled, setFilled] = useState<Filled>({
    name: channel?.name ?? '',
    externalId: channel?.externalId ?? '',
    credentials: {},
  });
  const [asked, setAsked] = useState(false);
  const save = useMutation({
    mutationFn: async () => {
      const base = (await serverAddress()) ?? location.origin;
      const credentials = { ...credentialsOf(filled), ...ownAddresses(kind, base) };
      const name = filled.name.trim();
      const id = channel
        ? (await api.channels.update.mutate({ id: channel.id, name, credentials })).id
        : (
            await api.channels.create.mutate({
              kind,
              name,
              externalId: asksForAccount(kind) ? filled.externalId.trim() : crypto.randomUUID(),
              credentials,
            })
          ).id;
      const outcome = await api.channels.validate.mutate({ id });
      return { outcome, channel: await api.channels.get.query({ id }) };
    },
    onSettled: onChanged,
  });
  const missing = asked ? missingIn(kind, filled, isConnected) : new Set();
  const problemOf = (name: string) => (missing.has(name) ? t('required') : null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(true);
    if (missingIn(kind, filled, isConnected).size === 0) return save.mutate();
    // Once the fields are marked: the first of them may be out of sight in a long form.
    const form = event.currentTarget;
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const field = ({ name, secret, lines, choices }: SetUpField) => {
    const shared = {
      label: t(`field.${name}`),
      hint: isConnected ? `${t(`hint.${name}`)} ${t('kept')}` : t(`hint.${name}`),
      problem: problemOf(name),
      value: filled.credentials[name] ?? '',
    };
    const change = (value: string) => setFilled({ ...filled, credentials: { ...filled.credentials, [name]: value } });
    if (choices) {
      const [usual = 'tls'] = choices;
      return (
        <Select
          key={name}
          {...shared}
          value={choices.find((each) => each === shared.value) ?? usual}
          options={choices.map((value) => ({ value, label: t(`security.${value}`) }))}
          onChange={change}
        />
      );
    }
    return lines ? (
      <TextArea key={name} {...shared} onChange={(event) => change(event.target.value)} />
    ) : (
      <TextField
        key={name}
        {...shared}
        type={secret ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.target.value)}
      />
    );
  };

  const saved = save.data;
  const present = saved?.channel ?? channel;
  const words = save.isError ? problemWords.ofError(save.error) : null;
  return (
    <form id={formId} className={rows.form} onSubmit={submit}>
      {present && <PasteThis channel={present} />}
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        problem={problemOf('name')}
        value={filled.name}
        onChange={(event) => setFilled({ ...filled, name: event.target.value })}
      />
      {asksForAccount(kind) && channel === null && (
        <TextField
          label={t(`field.externalId.${kind}`)}
          hint={t(`hint.externalId.${kind}`)}
          problem={problemOf('externalId')}
          value={filled.externalId}
          onChange={(event) =>
            setFilled(
              kind === 'email'
                ? withAddress(filled, event.target.value)
                : { ...filled, externalId: event.target.value },
            )
          }
        />
      )}
      {SET_UP_FIELDS[kind].map(field)}
      {saved && (
        <p className={saved.outcome.status === 'active' ? styles.good : rows.reason} role="status">
          {t(`tested.${saved.outcome.status}`, { reason: reasonWords(saved.outcome.reason) })}
        </p>
      )}
      {words && (
        <p className={rows.reason} role="alert">
          {words.what} {words.todo}
        </p>
      )}
      <div className={rows.buttons}>
        {saved?.outcome.status === 'active' ? (
          <Button variant="primary" onClick={onClose}>
            {t('done')}
          </Button>
        ) : (
          <Button variant="primary" type="submit" busy={save.isPending}>
            {t('save')}
          </Button>
        )}
      </div>
    </form>
  );
}
