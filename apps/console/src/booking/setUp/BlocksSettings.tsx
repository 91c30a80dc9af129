import { may } from '@balcao/domain';
import { Pencil, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import rows from '../../design/Rows.module.css';
import { useUser } from '../../session/index.ts';
import { BlockForm } from '../BlockForm.tsx';
import { repeatOf } from '../blockRepeats.ts';
import { useBookingScreen } from '../bookingScreen.ts';
import { dateAt } from '../layout.ts';
import { useBlocks, useSetUp } from '../useAgenda.ts';
import { useNewTime } from '../useNewTime.ts';
import { useClock } from '../words.ts';

/** Every block there is, also those that recur and stand on no day in sight (BOOK-03). Offline too. */
export function BlocksSettings() {
  const { t } = useTranslation('booking');
  const { role } = useUser();
  const { setUp } = useSetUp();
  const blocks = useBlocks();
  const clock = useClock(setUp.zone);
  const { editing, edit } = useBookingScreen();
  const newTime = useNewTime(dateAt(Date.now(), setUp.zone), setUp.zone);
  const sorted = [...blocks].sort((a, b) => b.row.from - a.row.from);
  const nameOf = (id: string) => setUp.resources.find((resource) => resource.id === id)?.name ?? t('block.everybody');
  const isOneDay = ({ from, to }: { from: number; to: number }) => dateAt(from, setUp.zone) === dateAt(to, setUp.zone);
  const repeatWords = (rrule: string) => {
    const name = repeatOf(rrule);
    return rrule === '' ? '' : name ? t(`block.repeat.${name}`) : t('block.recurs');
  };
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t('setUp.blocks')}</p>
        {may(role, 'agenda.block') && (
          <Button
            variant="primary"
            icon={Plus}
            onClick={() => edit({ kind: 'newBlock', from: newTime(), to: newTime() + 3_600_000, resourceId: '' })}
          >
            {t('block.new')}
          </Button>
        )}
      </div>
      {sorted.length > 0 && (
        <ul className={rows.list}>
          {sorted.map(({ row }) => (
            <li key={row.id} className={rows.row}>
              <div className={rows.words}>
                <div className={rows.name}>{row.reason || t('block.noReason')}</div>
                <p className={rows.facts}>
                  {[
                    nameOf(row.resourceId),
                    `${clock.full(row.from)} – ${isOneDay(row) ? clock.clock(row.to) : clock.full(row.to)}`,
                    repeatWords(row.rrule),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <div className={rows.actions}>
                <IconButton
                  icon={Pencil}
                  label={t('setUp.edit', { name: row.reason || t('block.noReason') })}
                  onClick={() => edit({ kind: 'block', id: row.id })}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      {(editing?.kind === 'newBlock' || editing?.kind === 'block') && (
        <BlockForm key={JSON.stringify(editing)} editing={editing} setUp={setUp} />
      )}
    </>
  );
}
