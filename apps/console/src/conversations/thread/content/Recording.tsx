import type { Media } from '@balcao/domain';
import { Pause, Play } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../../design/classes.ts';
import { Icon } from '../../../design/Icon.tsx';
import { Tooltip } from '../../../design/Tooltip.tsx';
import { durationWords } from './duration.ts';
import styles from './media.module.css';
import { useMediaLink } from './useMediaLink.ts';
import { barsOf } from './waveform.ts';

const SPEEDS: readonly number[] = [1, 1.5, 2];

/** A recording: play, a waveform to seek in, time, speed. The sound is fetched only when it is first played. */
export function Recording({ media }: { media: Media }) {
  const { t } = useTranslation('conversations');
  const link = useMediaLink(media);
  const player = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [length, setLength] = useState(media.durationS ?? 0);
  const [speed, setSpeed] = useState(1);
  const bars = useMemo(() => barsOf(media.waveform), [media.waveform]);
  const isReady = link.kind === 'ready';
  const played = length > 0 ? position / length : 0;

  const toggle = () => {
    const audio = player.current;
    if (!audio) return;
    if (audio.paused) void audio.play().catch(() => setPlaying(false));
    else audio.pause();
  };
  const seek = (seconds: number) => {
    setPosition(seconds);
    if (player.current) player.current.currentTime = seconds;
  };
  const changeSpeed = () => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    setSpeed(next);
    if (player.current) player.current.playbackRate = next;
  };

  return (
    <div className={styles.audio}>
      <Tooltip label={isReady ? t(isPlaying ? 'media.pause' : 'media.play') : t(`media.${link.kind}`)}>
        <button
          type="button"
          className={styles.play}
          disabled={!isReady}
          onClick={toggle}
          aria-label={t(isPlaying ? 'media.pause' : 'media.play')}
        >
          <Icon icon={isPlaying ? Pause : Play} size={16} className={styles.solid} />
        </button>
      </Tooltip>
      <span className={styles.wave}>
        {bars.map((height, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: bars never change places
            key={index}
            className={classes(styles.bar, index / bars.length < played && styles.played)}
            style={{ height: `${height * 100}%` }}
          />
        ))}
        <input
          type="range"
          min={0}
          max={length || 1}
          step={0.1}
          value={Math.min(position, length || 1)}
          disabled={!isReady}
          aria-label={t('media.position')}
          aria-valuetext={durationWords(position)}
          onChange={(event) => seek(event.currentTarget.valueAsNumber)}
        />
      </span>
      <span className={styles.clock}>{durationWords(isPlaying || position > 0 ? position : length)}</span>
      {(isPlaying || speed !== 1) && (
        <button type="button" className={styles.speed} onClick={changeSpeed} aria-label={t('media.speed', { speed })}>
          {speed}×
        </button>
      )}
      {isReady && (
        // biome-ignore lint/a11y/useMediaCaption: transcription comes with the bot's issue
        <audio
          ref={player}
          src={link.url}
          preload="none"
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onEnded={() => setPosition(0)}
          onTimeUpdate={(event) => setPosition(event.currentTarget.currentTime)}
          onLoadedMetadata={(event) => {
            event.currentTarget.playbackRate = speed;
            if (Number.isFinite(event.currentTarget.duration)) setLength(event.currentTarget.duration);
          }}
        />
      )}
    </div>
  );
}
