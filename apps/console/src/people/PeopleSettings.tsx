import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import rows from '../design/Rows.module.css';
import { toast } from '../design/toastStore.ts';
import { DevicesDialog } from './DevicesDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { PersonRow } from './PersonRow.tsx';
import { everybody, type GivenRole, type Person, peopleKey } from './people.ts';

type Asked = { kind: 'invite' } | { kind: 'devices' | 'deactivate'; person: Person };

/** Who works here: invite, role, devices, and let in no more (CON-24). The server's own data: online only. */
export function PeopleSettings() {
  const { t } = useTranslation('people');
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const people = useQuery({ queryKey: peopleKey, queryFn: () => everybody(api) });
  const onSettled = () => queries.invalidateQueries({ queryKey: peopleKey });
  const edit = useMutation({
    mutationFn: (wish: { id: string; role?: GivenRole; active?: boolean }) => api.users.edit.mutate(wish),
    onSuccess: () => toast({ tone: 'good', title: t('saved') }),
    onError: tell,
    onSettled: () => {
      close();
      return onSettled();
    },
  });
  const invite = useMutation({
    mutationFn: (id: string) => api.users.inviteAgain.mutate({ id }),
    onSuccess: () => toast({ tone: 'good', title: t('invited') }),
    onError: tell,
  });

  if (!people.isSuccess) return <Unanswered query={people} label={t('loading')} />;
  const sorted = people.data.toSorted((a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name));
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t('explain')}</p>
        <Button variant="primary" icon={Plus} onClick={() => setAsked({ kind: 'invite' })}>
          {t('invite')}
        </Button>
      </div>
      <ul className={rows.list}>
        {sorted.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            onRole={(role) => edit.mutate({ id: person.id, role })}
            onInvite={() => invite.mutate(person.id)}
            onDevices={() => setAsked({ kind: 'devices', person })}
            onActive={() =>
              person.active ? setAsked({ kind: 'deactivate', person }) : edit.mutate({ id: person.id, active: true })
            }
          />
        ))}
      </ul>
      {asked?.kind === 'invite' && <InviteDialog onInvited={() => void onSettled()} onClose={close} />}
      {asked?.kind === 'devices' && <DevicesDialog person={asked.person} onClose={close} />}
      <ConfirmDialog
        danger
        open={asked?.kind === 'deactivate'}
        busy={edit.isPending}
        onOpenChange={close}
        title={t('deactivateTitle', { name: asked?.kind === 'deactivate' ? asked.person.name : '' })}
        description={t('deactivateHint')}
        confirm={t('deactivate')}
        onConfirm={() => asked?.kind === 'deactivate' && edit.mutate({ id: asked.person.id, active: false })}
      />
    </>
  );
}
