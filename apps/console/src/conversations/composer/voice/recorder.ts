import { levelOf, waveformOfLevels } from './levels.ts';
import { toOgg } from './toOgg.ts';

export type VoiceRecording = { bytes: Blob; durationS: number; waveform: number[] };

export type Recorder = {
  /** The loudest lately, between 0 and 1, newest last. */
  levels(): readonly number[];
  finish(): Promise<VoiceRecording>;
  /** Forgets it, and lets go of the microphone. */
  cancel(): void;
};

const LEVEL_EVERY_MS = 50;
/** Speech by Opus: 16 MB, the platform's limit, is over an hour at this. */
const BITS_PER_SECOND = 32_000;

/** @throws DOMException `NotAllowedError`, `NotFoundError` where there is no microphone for us */
export async function startRecorder(): Promise<Recorder> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true, channelCount: 1 },
  });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const levels: number[] = [];
  const pieces: Blob[] = [];
  const media = new MediaRecorder(stream, { audioBitsPerSecond: BITS_PER_SECOND });
  const stopped = new Promise<void>((resolve) => media.addEventListener('stop', () => resolve()));
  media.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const startedAt = performance.now();
  media.start(1_000);
  const listening = setInterval(() => {
    analyser.getByteTimeDomainData(samples);
    levels.push(levelOf(samples));
  }, LEVEL_EVERY_MS);

  const letGo = () => {
    clearInterval(listening);
    for (const track of stream.getTracks()) track.stop();
    if (context.state !== 'closed') void context.close();
  };
  return {
    levels: () => levels,
    async finish() {
      const durationS = (performance.now() - startedAt) / 1_000;
      media.stop();
      await stopped;
      letGo();
      const bytes = await toOgg(new Blob(pieces, { type: media.mimeType }));
      return { bytes, durationS: Math.round(durationS * 10) / 10, waveform: waveformOfLevels(levels) };
    },
    cancel() {
      if (media.state !== 'inactive') media.stop();
      letGo();
    },
  };
}
