import { useCallback } from 'react';
import { useApi, useTellFailure } from '../../api/index.ts';
import { saveFile } from './saveFile.ts';

const MIME = 'text/calendar;charset=utf-8';
const iso = (at: number): string => new Date(at).toISOString();

/** Saves what the server wrote as an .ics file, and says why where it could not. */
export function useExport() {
  const api = useApi();
  const tell = useTellFailure();
  const save = useCallback(
    (asked: Promise<{ fileName: string; ics: string }>) =>
      asked.then(({ fileName, ics }) => saveFile(fileName, ics, MIME)).catch(tell),
    [tell],
  );
  return {
    ofRange: (range: { from: number; to: number }, resourceId?: string) =>
      save(
        api.icalendar.exportRange.query({
          from: iso(range.from),
          to: iso(range.to),
          ...(resourceId ? { resourceId } : {}),
        }),
      ),
    ofAppointment: (id: string) => save(api.icalendar.exportAppointment.query({ id })),
  };
}
