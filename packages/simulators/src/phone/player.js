import { el } from './dom.js';
import { icon } from './icons.js';
import { say } from './words.js';

/** A voice note's player: one button and a line. */
export function player(src) {
  const sound = el('audio', { src, preload: 'metadata' });
  const line = el('progress', { max: 1, value: 0 });
  const length = el('span', { class: 'faint num' }, '0:00');
  const button = el(
    'button',
    {
      type: 'button',
      class: 'play',
      'aria-label': say('play'),
      onclick: () => (sound.paused ? sound.play() : sound.pause()),
    },
    icon('play'),
  );
  const draw = () => {
    button.replaceChildren(icon(sound.paused ? 'play' : 'pause'));
    button.setAttribute('aria-label', say(sound.paused ? 'play' : 'pause'));
    const seconds = Math.round(sound.currentTime || (Number.isFinite(sound.duration) ? sound.duration : 0));
    length.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    line.value = sound.duration ? sound.currentTime / sound.duration : 0;
  };
  for (const event of ['play', 'pause', 'timeupdate', 'loadedmetadata', 'ended']) sound.addEventListener(event, draw);
  return el('span', { class: 'player' }, button, line, length, sound);
}
