import type { QueueMember } from '@balcao/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../design/Checkbox.tsx';
import rows from '../design/Rows.module.css';
import { TextField } from '../design/TextField.tsx';
import { useLiveQuery } from '../replica/index.ts';
import styles from './Queues.module.css';

type Props = { members: readonly QueueMember[]; onChange: (members: QueueMember[]) => void };

/** Who serves the queue: twice the weight, twice the tickets. */
export function Members({ members, onChange }: Props) {
  const { t } = useTranslation('queues');
  const { rows: everybody } = useLiveQuery(({ users }) => users.find({ sort: [{ name: 'asc' }] }), []);
  const people = everybody.filter(({ active, role }) => active && role !== 'operator');
  const set = (userId: string, part: Partial<QueueMember>) =>
    onChange(members.map((member) => (member.userId === userId ? { ...member, ...part } : member)));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('form.people')}</legend>
      {members.length > 0 && <p className={styles.hint}>{t('form.weightHint')}</p>}
      <ul className={rows.list}>
        {people.map(({ id, name }) => {
          const member = members.find(({ userId }) => userId === id);
          return (
            <li key={id} className={styles.member}>
              <Checkbox
                checked={member !== undefined}
                onChange={(serves) =>
                  onChange(
                    serves
                      ? [...members, { userId: id, weight: 1, skills: [], supervisor: false }]
                      : members.filter(({ userId }) => userId !== id),
                  )
                }
              >
                {name}
              </Checkbox>
              {member && (
                <div className={styles.memberFields}>
                  <TextField
                    hideLabel
                    type="number"
                    min={1}
                    max={100}
                    className={styles.weight}
                    label={t('form.weight', { name })}
                    value={member.weight || ''}
                    onChange={(event) => set(id, { weight: event.currentTarget.valueAsNumber || 0 })}
                  />
                  <Skills
                    label={t('form.skills', { name })}
                    skills={member.skills}
                    onChange={(skills) => set(id, { skills })}
                  />
                  <Checkbox checked={member.supervisor} onChange={(supervisor) => set(id, { supervisor })}>
                    {t('form.supervisor')}
                  </Checkbox>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

/** As it is typed, commas and all; what is between them counts. */
function Skills(props: { label: string; skills: readonly string[]; onChange: (skills: string[]) => void }) {
  const { t } = useTranslation('queues');
  const [typed, setTyped] = useState(props.skills.join(', '));
  return (
    <TextField
      hideLabel
      label={props.label}
      placeholder={t('form.skillsPlaceholder')}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const named = event.currentTarget.value.split(',').map((skill) => skill.trim());
        props.onChange([...new Set(named.filter((skill) => skill !== ''))]);
      }}
    />
  );
}
