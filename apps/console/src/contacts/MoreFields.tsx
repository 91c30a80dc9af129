import type { CustomField, CustomValue } from '@balcao/domain';
import { readCustomValue } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import type { ContactEdit } from '@balcao/replica/client';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../i18n/timeInWords.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useUser } from '../session/index.ts';
import { Fact } from './Fact.tsx';
import { InlineChoice } from './InlineChoice.tsx';
import { InlineText } from './InlineText.tsx';
import { useCatalog } from './useCatalog.ts';

type Props = { contact: ContactRow; change: (edit: ContactEdit) => Promise<void> };

const ZONES = Intl.supportedValuesOf('timeZone');
const NOBODY = 'nobody';

/** The rest of a contact's fields (INB-11): owner, consent, scores, and what the company added itself. */
export function MoreFields({ contact, change }: Props) {
  const { t } = useTranslation('contacts');
  const language = useLanguage();
  const { users, fields } = useCatalog();
  const me = useUser();
  const owners = [
    { value: NOBODY, label: t('nobody') },
    ...users.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const { optIn } = contact;
  const said = optIn ? t('optInSaid', { source: optIn.source || '—', when: exactTime(optIn.at, language) }) : '';
  const percent = (field: 'score' | 'temperature') => (
    <InlineText
      label={t(`field.${field}`)}
      value={String(contact[field])}
      placeholder="0"
      maxLength={3}
      problemOf={(value) => (/^\d{1,3}$/.test(value) && Number(value) <= 100 ? null : t('badPercent'))}
      onSave={(value) => change({ [field]: Number(value) })}
    />
  );
  return (
    <>
      <Fact label={t('field.owner')}>
        <InlineChoice
          label={t('field.owner')}
          value={contact.ownerId || NOBODY}
          choices={owners}
          onChange={(ownerId) => change({ ownerId: ownerId === NOBODY ? '' : ownerId })}
        />
      </Fact>
      <Fact label={t('field.optIn')}>
        <span title={said}>
          <InlineChoice
            label={t('field.optIn')}
            value={optIn?.state ?? 'unknown'}
            choices={(['unknown', 'in', 'out'] as const).map((value) => ({ value, label: t(`optIn.${value}`) }))}
            onChange={(state) =>
              change({
                optIn:
                  state === 'unknown' ? null : { state, source: t('optInByHand', { name: me.name }), at: Date.now() },
              })
            }
          />
        </span>
      </Fact>
      <Fact label={t('field.score')}>{percent('score')}</Fact>
      <Fact label={t('field.temperature')}>{percent('temperature')}</Fact>
      <Fact label={t('field.zone')}>
        <InlineText
          label={t('field.zone')}
          value={contact.zone}
          placeholder={t('add')}
          maxLength={60}
          problemOf={(value) => (value === '' || ZONES.includes(value) ? null : t('badZone'))}
          onSave={(zone) => change({ zone })}
        />
      </Fact>
      <Fact label={t('field.externalId')}>
        <InlineText
          label={t('field.externalId')}
          value={contact.externalId}
          placeholder={t('add')}
          maxLength={200}
          onSave={(externalId) => change({ externalId })}
        />
      </Fact>
      <Fact label={t('field.segments')}>
        <InlineText
          label={t('field.segments')}
          value={contact.segments.join(', ')}
          placeholder={t('add')}
          maxLength={1_000}
          onSave={(value) => change({ segments: words(value) })}
        />
      </Fact>
      {fields.map((field) => (
        <Fact key={field.id} label={field.name}>
          <OwnField
            field={field}
            value={contact.custom[field.id]}
            onChange={(value) => change({ custom: without(contact.custom, field.id, value) })}
          />
        </Fact>
      ))}
    </>
  );
}

const words = (value: string): string[] => [
  ...new Set(
    value
      .split(',')
      .map((word) => word.trim().slice(0, 60))
      .filter((word) => word !== ''),
  ),
];

function without(values: ContactRow['custom'], id: string, value: CustomValue | null): ContactRow['custom'] {
  const { [id]: _former, ...others } = values;
  return value === null ? others : { ...others, [id]: value };
}

type OwnProps = {
  field: CustomField;
  value: CustomValue | undefined;
  onChange: (value: CustomValue | null) => Promise<void>;
};
const NONE = '';

/** A value in its field's kind; empty takes it away. */
function OwnField({ field, value, onChange }: OwnProps) {
  const { t } = useTranslation('contacts');
  const choices =
    field.fieldKind === 'flag'
      ? [
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]
      : field.options.map((option) => ({ value: option, label: option }));
  if (field.fieldKind === 'flag' || field.fieldKind === 'choice') {
    const read = (chosen: string) => (chosen === NONE ? null : field.fieldKind === 'flag' ? chosen === 'true' : chosen);
    return (
      <InlineChoice
        label={field.name}
        value={value === undefined ? NONE : String(value)}
        choices={[{ value: NONE, label: t('noValue') }, ...choices]}
        onChange={(chosen) => onChange(read(chosen))}
      />
    );
  }
  return (
    <InlineText
      label={field.name}
      value={value === undefined ? '' : String(value)}
      placeholder={t('add')}
      maxLength={2_000}
      problemOf={(written) =>
        written === '' || readCustomValue(field, written) !== null
          ? null
          : t(field.fieldKind === 'date' ? 'badDate' : 'badNumber')
      }
      onSave={(written) => onChange(written === '' ? null : readCustomValue(field, written))}
    />
  );
}
