import { type CustomField, IMPORT_TARGETS, type ImportTarget, readImportRow } from '@balcao/domain';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ChangeEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { Select } from '../design/Select.tsx';
import styles from './ImportDialog.module.css';
import { useContactFiles } from './useContactFiles.ts';

type Props = { fields: readonly CustomField[]; onClose: () => void };

/** A file, what its columns mean, and off it goes; how far it is stands above the table (ImportProgress). */
export function ImportDialog({ fields, onClose }: Props) {
  const { t } = useTranslation('contacts');
  const files = useContactFiles();
  const problemWords = useProblemWords();
  const input = useId();
  const upload = useMutation({ mutationFn: files.upload });
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    if (file) upload.mutate(file);
    event.currentTarget.value = ''; // the same file may be chosen again once it is mended
  };
  const refusal = upload.error === null ? null : problemWords.ofError(upload.error);
  if (upload.data) return <Mapping importId={upload.data.importId} fields={fields} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={onClose} title={t('import.title')} description={t('import.hint')}>
      <label htmlFor={input} className={styles.file}>
        {upload.isPending ? t('import.reading') : t('import.choose')}
        <input
          id={input}
          type="file"
          accept=".csv,.txt,.tsv,.vcf,text/csv,text/vcard"
          disabled={upload.isPending}
          onChange={take}
        />
      </label>
      {refusal && (
        <p role="alert" className={styles.bad}>
          {refusal.what} {refusal.todo}
        </p>
      )}
    </Dialog>
  );
}

const COUNTRIES = ['BR', 'MX', 'AR', 'PT', 'ES', 'US', 'CL', 'CO', 'PE', 'UY', 'PY', 'BO'] as const;

function Mapping({ importId, fields, onClose }: Props & { importId: string }) {
  const { t, i18n } = useTranslation('contacts');
  const api = useApi();
  const problemWords = useProblemWords();
  const preview = useQuery({
    queryKey: ['contacts', 'import', importId],
    queryFn: () => api.contacts.previewImport.query({ importId }),
  });
  const [chosen, setChosen] = useState<ReadonlyMap<number, ImportTarget>>(new Map());
  const [country, setCountry] = useState<string | null>(null);
  const start = useMutation({
    mutationFn: (how: { mapping: ImportTarget[]; country: string }) =>
      api.contacts.startImport.mutate({ importId, ...how }),
    onSuccess: onClose,
  });
  if (!preview.data) {
    const words = preview.error && problemWords.ofError(preview.error);
    return (
      <Dialog open onOpenChange={onClose} title={t('import.title')}>
        <p role="status">{words ? words.what : t('import.reading')}</p>
      </Dialog>
    );
  }
  const { columns, sample, total, fileName } = preview.data;
  const mapping = preview.data.mapping.map((target, index) => chosen.get(index) ?? target);
  const land = country ?? preview.data.country;
  const names = new Intl.DisplayNames(i18n.language, { type: 'region' });
  const targets = [
    ...IMPORT_TARGETS.map((value) => ({ value: value as ImportTarget, label: t(`import.target.${value}`) })),
    ...fields.map(({ id, name }) => ({ value: `custom:${id}` as ImportTarget, label: name })),
  ];
  const read = sample.map((row) => ({
    ...row,
    read: readImportRow(row.cells, { columns, mapping, country: land, fields }),
  }));
  const failed = start.error && problemWords.ofError(start.error);
  const hasPerson = mapping.some((target) => target === 'name' || target === 'phone' || target === 'email');
  return (
    <Dialog
      open
      size="l"
      onOpenChange={onClose}
      title={t('import.mapTitle', { fileName })}
      description={t('import.mapHint', { count: total })}
      footer={
        <>
          <Button onClick={onClose}>{t('import.later')}</Button>
          <Button
            variant="primary"
            busy={start.isPending}
            disabled={!hasPerson}
            onClick={() => start.mutate({ mapping, country: land })}
          >
            {t('import.start', { count: total })}
          </Button>
        </>
      }
    >
      <Select
        label={t('import.country')}
        value={land}
        options={[
          { value: '', label: t('import.noCountry') },
          ...COUNTRIES.map((value) => ({ value: value as string, label: names.of(value) ?? value })),
        ]}
        onChange={setCountry}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must be reached by keys to */}
      <section className={styles.preview} aria-label={t('import.preview')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('import.line')}</th>
              {columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                <th key={index} scope="col">
                  <Select
                    label={column}
                    value={mapping[index] ?? 'ignore'}
                    options={targets}
                    onChange={(target) => setChosen((now) => new Map(now).set(index, target))}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {read.map((row) => (
              <tr key={row.line} className={'problems' in row.read ? styles.badRow : undefined}>
                <th scope="row">{row.line}</th>
                {columns.map((_column, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have their column's place
                  <td key={index}>{row.cells[index] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className={styles.problems} aria-live="polite">
        {read.flatMap(({ line, read: outcome }) =>
          'problems' in outcome
            ? outcome.problems.map(({ column, code, value }) => (
                <li key={`${line} ${column} ${code}`}>
                  {t('import.problem', { line, column, value, what: t(`import.bad.${code}`) })}
                </li>
              ))
            : [],
        )}
      </ul>
      {!hasPerson && <p className={styles.bad}>{t('import.needsPerson')}</p>}
      {failed && (
        <p role="alert" className={styles.bad}>
          {failed.what} {failed.todo}
        </p>
      )}
    </Dialog>
  );
}
