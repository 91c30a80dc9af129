import { type AppointmentTypeSettings, USUAL_TYPE } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Trx } from '../db/index.ts';
import { saveTypeRow } from './settingsStore.ts';

/** What a new company begins with (BOOK-01), in the language that companies begin in; they rename what they keep. */
const SEEDS: readonly { name: string; settings: Partial<AppointmentTypeSettings> }[] = [
  { name: 'Consulta', settings: { color: 'teal', durations: [30, 60], bufferAfterMinutes: 10 } },
  { name: 'Ligação', settings: { color: 'amber', durations: [15, 30], stepMinutes: 15 } },
  { name: 'Reunião virtual', settings: { color: 'violet', durations: [45, 30, 60] } },
  {
    name: 'Visita ao imóvel',
    settings: {
      color: 'blue',
      durations: [60, 90],
      bufferBeforeMinutes: 15,
      bufferAfterMinutes: 15,
      noticeMinutes: 240,
    },
  },
];

/** @returns their ids, in the order of the seeds: consultation, call, virtual meeting, property visit. */
export async function seedTypes(trx: Trx, companyId: string): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, settings } of SEEDS) {
    const id = newRowId();
    await saveTypeRow(trx, companyId, id, { name, active: true, settings: { ...USUAL_TYPE, ...settings } });
    ids.push(id);
  }
  return ids;
}
