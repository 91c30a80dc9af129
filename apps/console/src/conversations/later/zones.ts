import { isZone, showsOtherTime } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { timeInWords } from '../../i18n/timeInWords.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { useLiveDoc, useLiveQuery } from '../../replica/index.ts';

/** This machine's. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** In which zone a contact lives: as their card says, else the company's, else this machine's. */
export function useContactZone({ contactId }: Pick<ConversationRow, 'contactId'>): string {
  const { row: contact } = useLiveDoc(({ contacts }) => contacts.findOne(contactId), [contactId]);
  const { rows } = useLiveQuery(({ catalog }) => catalog.find({ selector: { kind: 'company' } }), []);
  const company = rows[0]?.entry;
  const [theirs, ours] = [contact?.zone ?? '', company?.kind === 'company' ? company.zone : ''];
  // The composer asks with each letter, and the browser takes its time to tell what a zone is.
  return useMemo(() => [theirs, ours].find(isZone) ?? ownZone(), [theirs, ours]);
}

/** A moment in words: by our clock, and by the contact's where that one shows something else. */
export function useMomentWords(zone: string): (at: number, now: number) => string {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  return useCallback(
    (at, now) => {
      const own = timeInWords(at, now, 'full', language);
      if (!showsOtherTime(zone, ownZone(), at)) return own;
      return t('later.both', { own, theirs: timeInWords(at, now, 'full', language, zone) });
    },
    [zone, language, t],
  );
}
