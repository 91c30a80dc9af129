import { SendHorizontal, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../design/Button.tsx';
import { IconButton } from '../../../design/IconButton.tsx';
import { durationWords } from '../../thread/content/duration.ts';
import type { Recorder, VoiceRecording } from './recorder.ts';
import styles from './voice.module.css';

type Props = { recorder: Recorder; onSend: (recording: VoiceRecording) => void; onEnd: () => void };

const BARS = 48;
const DRAW_EVERY_MS = 100;

/** The composer while somebody speaks: Enter sends, Escape forgets. */
export function VoiceRecorder({ recorder, onSend, onEnd }: Props) {
  const { t } = useTranslation('conversations');
  const [seconds, setSeconds] = useState(0);
  const [isEnding, setEnding] = useState(false);
  const bar = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const startedAt = performance.now();
    const ticking = setInterval(() => setSeconds((performance.now() - startedAt) / 1_000), DRAW_EVERY_MS);
    bar.current?.focus();
    return () => {
      clearInterval(ticking);
      recorder.cancel();
    };
  }, [recorder]);

  const send = () => {
    setEnding(true);
    void recorder.finish().then(onSend, onEnd).finally(onEnd);
  };
  const levels = recorder.levels().slice(-BARS);
  return (
    <fieldset
      ref={bar}
      className={styles.recorder}
      tabIndex={-1}
      aria-label={t('voice.recording')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEnd();
        if (event.key === 'Enter' && event.target === event.currentTarget) send();
      }}
    >
      <IconButton icon={Trash2} label={t('voice.cancel')} keys="escape" onClick={onEnd} />
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.clock} role="timer">
        {durationWords(seconds)}
      </span>
      <span className={styles.wave} aria-hidden="true">
        {Array.from({ length: BARS }, (_, index) => {
          const level = levels[levels.length - BARS + index] ?? 0;
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: bars never change places
              key={index}
              className={styles.bar}
              style={{ height: `${Math.max(8, level * 100)}%` }}
            />
          );
        })}
      </span>
      <Button variant="primary" icon={SendHorizontal} keys="enter" disabled={isEnding} onClick={send}>
        {t('composer.send')}
      </Button>
    </fieldset>
  );
}
