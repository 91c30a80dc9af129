import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { useLiveDoc } from '../replica/index.ts';
import { Card } from './Card.tsx';
import type { NoticeView } from './noticeView.ts';
import type { Decisions } from './useDecisions.ts';

type Props = {
  view: Extract<NoticeView, { kind: 'agenda' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** A change of an appointment that met another one: the calendar shows both, and the free times. */
export function AgendaCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation('notices');
  const words = useProblemWords();
  const navigate = useNavigate();
  const { row } = useLiveDoc((all) => all.appointments.findOne(view.rowId), [view.rowId]);
  const problem = view.problem && words.ofProblem(view.problem);
  return (
    <Card
      title={problem?.what ?? t('agenda.movedByTwo')}
      about={row?.title}
      at={at}
      actions={
        <>
          <Button onClick={() => void decisions.accept()}>{t('decide.keep')}</Button>
          <Button
            variant="primary"
            onClick={() => {
              onLeave();
              void navigate({ to: '/calendar' });
            }}
          >
            {t('agenda.open')}
          </Button>
        </>
      }
    >
      <p>{t('agenda.stands')}</p>
    </Card>
  );
}
