import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Card } from './Card.tsx';
import type { Decisions } from './useDecisions.ts';

type Props = {
  title: string;
  about: string;
  at: number;
  text: string;
  /** What the button says that leads to where it is seen to. */
  open: string;
  onOpen: () => void;
  onLeave: () => void;
  decisions: Decisions;
};

/** Something to know, and the way to where it is seen to. */
export function LeadingCard({ title, about, at, text, open, onOpen, onLeave, decisions }: Props) {
  const { t } = useTranslation('notices');
  const lead = () => {
    onLeave();
    onOpen();
  };
  return (
    <Card
      title={title}
      about={about}
      at={at}
      actions={
        <>
          <Button variant="quiet" onClick={() => void decisions.accept()}>
            {t('seen')}
          </Button>
          <Button variant="primary" onClick={lead}>
            {open}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Card>
  );
}
