import { may } from '@balcao/domain';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../api/index.ts';
import { Button } from '../../design/Button.tsx';
import { Checkbox } from '../../design/Checkbox.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Select } from '../../design/Select.tsx';
import { useSyncKind } from '../../replica/index.ts';
import { useUser } from '../../session/index.ts';
import type { SetUp } from '../agenda.ts';
import type { Clock } from '../words.ts';
import styles from './files.module.css';
import { ImportPreview } from './ImportPreview.tsx';
import { useImport } from './useImport.ts';

type Props = { file: File | null; setUp: SetUp; clock: Clock; onClose: () => void };
/** As no type's id can be. */
const BLOCKS = 'blocks';
/** As no calendar's id can be: whoever does not look would import everything to nobody, or to the wrong one. */
const NOT_CHOSEN = 'ask';

/** A calendar file: what it would do, where to, and off it goes (BOOK-16). */
export function ImportDialog({ file, setUp, clock, onClose }: Props) {
  const { t } = useTranslation('booking');
  const { role } = useUser();
  const words = useProblemWords();
  const isOffline = useSyncKind() === 'offline';
  const input = useId();
  const types = setUp.types.filter(({ active }) => active);
  const resources = setUp.resources.filter(({ active }) => active);
  const [as, setAs] = useState(types[0]?.id ?? BLOCKS);
  const unasked = resources.length > 1 ? NOT_CHOSEN : (resources[0]?.id ?? '');
  const [resourceId, setResourceId] = useState(unasked);
  const isChosen = resourceId !== NOT_CHOSEN;
  const [withPast, setWithPast] = useState(false);
  const { state, choose, take, again, stop } = useImport({
    typeId: as === BLOCKS ? null : as,
    resourceId: isChosen && resourceId ? resourceId : null,
    withPast,
  });
  useEffect(() => {
    if (file) void choose(file);
  }, [file, choose]);

  const isTaking = state.kind === 'taking' || state.kind === 'stopping';
  const toTake =
    state.kind === 'looked'
      ? state.result.events.filter(({ outcome }) => outcome === 'new' || outcome === 'changed').length
      : 0;
  const failure = state.kind === 'failed' ? words.ofError(state.error) : null;
  const isOver = state.kind === 'taken' || state.kind === 'stopped';
  const hasFile = state.kind !== 'choosing' && state.kind !== 'none';
  return (
    <Dialog
      open
      size="l"
      onOpenChange={(open) => {
        if (open) return;
        if (isTaking) stop();
        else onClose();
      }}
      title={t('file.import')}
      description={t(isOffline ? 'setUp.offline' : 'file.hint')}
      footer={
        <>
          {isTaking ? (
            <Button busy={state.kind === 'stopping'} onClick={stop}>
              {t('file.stop')}
            </Button>
          ) : (
            <Button onClick={onClose}>{t(isOver ? 'file.close' : 'file.cancel')}</Button>
          )}
          {!isOver && !isTaking && (
            <Button
              variant="primary"
              disabled={toTake === 0 || !isChosen || isOffline || !may(role, 'agenda.block')}
              onClick={() => void take()}
            >
              {t('file.take', { count: toTake })}
            </Button>
          )}
          {state.kind === 'stopped' && (
            <Button variant="primary" disabled={isOffline} onClick={() => void take()}>
              {t('file.goOn')}
            </Button>
          )}
        </>
      }
    >
      {!hasFile && (
        <label htmlFor={input} className={styles.choose}>
          {t('file.choose')}
          <input
            id={input}
            type="file"
            accept=".ics,.ical,.ifb,.icalendar,text/calendar"
            disabled={isOffline}
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0];
              if (chosen) void choose(chosen);
              event.currentTarget.value = ''; // the same file may be chosen again once it is mended
            }}
          />
        </label>
      )}
      {state.kind === 'none' && (
        <p role="alert" className={styles.bad}>
          {words.ofProblem({ code: 'calendar.notCalendar' }).what}{' '}
          {words.ofProblem({ code: 'calendar.notCalendar' }).todo}
        </p>
      )}
      {hasFile && !isOver && !isTaking && (
        <div className={styles.where}>
          <Select
            label={t('file.as')}
            value={as}
            options={[
              ...types.map(({ id, name }) => ({ value: id, label: t('file.asType', { name }) })),
              { value: BLOCKS, label: t('file.asBlocks') },
            ]}
            onChange={(next) => {
              setAs(next);
              // No calendar for appointments is every calendar for blocked times: nobody chose that.
              if (resourceId === '' && (next === BLOCKS) !== (as === BLOCKS)) setResourceId(unasked);
            }}
          />
          <Select
            label={t('block.resource')}
            value={resourceId}
            options={[
              ...(isChosen ? [] : [{ value: NOT_CHOSEN, label: t('file.chooseCalendar') }]),
              { value: '', label: t(as === BLOCKS ? 'block.everybody' : 'unassigned') },
              ...resources.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setResourceId}
          />
          <Checkbox checked={withPast} onChange={setWithPast}>
            {t('file.withPast')}
          </Checkbox>
        </div>
      )}
      {(state.kind === 'looking' || isTaking) && (
        <div className={styles.progress}>
          <span role="status">{t(`file.${state.kind}`, { done: state.done, total: state.total })}</span>
          <progress value={state.done} max={state.total} aria-label={t('file.import')} />
        </div>
      )}
      {failure && state.kind === 'failed' && (
        <div role="alert" className={styles.bad}>
          <p>
            {failure.what} {failure.todo} {t('file.halfWay', { done: state.done, total: state.total })}
          </p>
          <Button onClick={() => void again()}>{t('file.again')}</Button>
        </div>
      )}
      {state.kind === 'stopped' && (
        <p>
          {t('file.stopped')} {t('file.halfWay', { done: state.done, total: state.total })}
        </p>
      )}
      {(state.kind === 'looked' || isOver) && (
        <ImportPreview result={state.result} isDone={state.kind === 'taken'} clock={clock} />
      )}
    </Dialog>
  );
}
