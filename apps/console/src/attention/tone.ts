/** Two soft notes, a fourth apart (E5, A5): short enough for a busy day, distinct from a system's own sounds. */
const NOTES = [
  { hertz: 659.25, atS: 0 },
  { hertz: 880, atS: 0.09 },
] as const;
const NOTE_S = 0.22;
/** Full scale is 1. Higher startles on headphones. */
const LOUDNESS = 0.08;

/** At most one tone in so long: ten messages in a second are one reason to look, and no alarm. */
const EVERY_MS = 1_000;

let context: AudioContext | null = null;
let playedAt = Number.NEGATIVE_INFINITY;

/**
 * Plays the tone of an arriving message. Silent, without an error, until the person has touched the page once: browsers
 * allow no sound before.
 */
export function playTone(): void {
  if (!navigator.userActivation.hasBeenActive || performance.now() - playedAt < EVERY_MS) return;
  playedAt = performance.now();
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  for (const note of NOTES) playNote(context, note.hertz, context.currentTime + note.atS);
}

function playNote(audio: AudioContext, hertz: number, startS: number): void {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = hertz;
  // A quick rise and a long fall: a start at full volume clicks.
  volume.gain.setValueAtTime(0, startS);
  volume.gain.linearRampToValueAtTime(LOUDNESS, startS + 0.012);
  volume.gain.exponentialRampToValueAtTime(0.0001, startS + NOTE_S);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(startS);
  oscillator.stop(startS + NOTE_S);
}
