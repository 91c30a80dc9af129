import type { MessageRow } from '@balcao/replica';
import { type FocusEvent, memo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import { Time } from '../../design/Time.tsx';
import { firstName, useDirectory } from '../directory.ts';
import { useCopy } from '../useCopy.ts';
import styles from './Bubble.module.css';
import { BubbleTools } from './BubbleTools.tsx';
import { MessageBody } from './content/MessageBody.tsx';
import { DeliveryMark } from './DeliveryMark.tsx';
import { DeliveryProblem } from './DeliveryProblem.tsx';
import { deliveryOf } from './delivery.ts';
import { QuotedMessage } from './QuotedMessage.tsx';
import { Reactions } from './Reactions.tsx';

type Props = {
  row: MessageRow;
  /** The message that it answers, where that is loaded already. */
  original: MessageRow | null;
  startsGroup: boolean;
  endsGroup: boolean;
  /** The reader was led here: shown for a moment. */
  isTarget: boolean;
  me: string;
  on: BubbleActions;
};

/** What can be done from a bubble. One object for all of them, or each would be drawn anew. */
export type BubbleActions = {
  quote: (row: MessageRow) => void;
  jump: (messageId: string) => void;
  /** `null`: this channel carries no reactions. */
  react: { choose: (row: MessageRow, at: HTMLElement) => void; remove: (row: MessageRow) => void } | null;
  /** The pointer is over this message; R answers it. */
  point: (row: MessageRow | null) => void;
};

/**
 * One message. Contact on the left, the company on the right, notes in their own colour. Its tools are drawn for the one
 * under the pointer or with the focus: in every bubble that scrolls by, they would be half of what is drawn.
 */
export const Bubble = memo(function Bubble({ row, original, startsGroup, endsGroup, isTarget, me, on }: Props) {
  const { t } = useTranslation('conversations');
  const copy = useCopy();
  const isBare = row.kind === 'sticker' && row.deletedAt === null;
  const speaker = speakerOf(row);
  const delivery = deliveryOf(row);
  const { react } = on;
  const bubble = useRef<HTMLElement>(null);
  const [isPointed, setPointed] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  return (
    <article
      ref={bubble}
      className={classes(
        styles.line,
        styles[speaker],
        startsGroup && styles.starts,
        endsGroup && styles.ends,
        row.reactions.length > 0 && styles.reacted,
      )}
      aria-label={t(`from.${speaker}`)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: by keyboard its tools are reached through it
      tabIndex={0}
      onPointerEnter={() => {
        setPointed(true);
        on.point(row);
      }}
      onPointerLeave={() => {
        setPointed(false);
        on.point(null);
      }}
      onFocus={() => setFocus(true)}
      onBlur={(event) => setFocus(staysWithin(event))}
    >
      <div className={classes(styles.bubble, isBare && styles.bare, isTarget && styles.target)}>
        {row.replyToId && <QuotedMessage messageId={row.replyToId} loaded={original} onJump={on.jump} />}
        {row.deletedAt === null ? (
          <MessageBody content={row.content} isOurs={row.direction === 'out'} />
        ) : (
          <span className={styles.deleted}>{t('deleted')}</span>
        )}
        <Footer row={row} me={me} />
        {(delivery.kind === 'failed' || delivery.kind === 'unknown') && <DeliveryProblem delivery={delivery} />}
        {row.reactions.length > 0 && (
          <Reactions reactions={row.reactions} onRemove={react && (() => react.remove(row))} />
        )}
      </div>
      {(isPointed || hasFocus) && row.deletedAt === null && (
        <BubbleTools
          row={row}
          onQuote={on.quote}
          onReact={react && ((row) => bubble.current && react.choose(row, bubble.current))}
          onCopy={copy}
        />
      )}
    </article>
  );
});

function staysWithin({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
}

function speakerOf(row: MessageRow): 'contact' | 'us' | 'note' {
  if (row.direction === 'note') return 'note';
  return row.direction === 'in' ? 'contact' : 'us';
}

function Footer({ row, me }: { row: MessageRow; me: string }) {
  const { t } = useTranslation('conversations');
  const { users } = useDirectory();
  const author = row.authorId && row.authorId !== me ? users.get(row.authorId)?.name : undefined;
  const marks = [
    row.direction === 'note' && t('source.note'),
    row.source === 'bot' && t('source.bot'),
    row.source === 'phone' && t('source.phone'),
    row.source === 'history' && t('source.history'),
    row.source === 'api' && t('source.api'),
    author && firstName(author),
    row.editedAt !== null && t('edited'),
  ].filter((mark): mark is string => typeof mark === 'string');
  return (
    <footer className={styles.footer}>
      {marks.map((mark) => (
        <span key={mark}>{mark} ·</span>
      ))}
      <Time at={row.createdAt} style="clock" />
      <DeliveryMark delivery={deliveryOf(row)} />
    </footer>
  );
}
