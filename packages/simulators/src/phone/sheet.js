import { el } from './dom.js';
import { say } from './words.js';

/** The list of choices that a business sends: opens over the phone, answers with the chosen row. */
export function openList(action, message, answer) {
  const sheet = el(
    'dialog',
    { class: 'sheet', 'aria-label': action.button },
    el('h2', {}, action.button),
    ...action.sections
      .flatMap((section) => [
        section.title && el('h3', {}, section.title),
        el(
          'ul',
          {},
          ...section.rows.map((row) =>
            el(
              'li',
              {},
              el(
                'button',
                {
                  type: 'button',
                  class: 'row',
                  onclick: () => {
                    sheet.close();
                    answer({ type: 'interactive', answer: { type: 'list', ...row }, context: message.id });
                  },
                },
                el('b', {}, row.title),
                row.description && el('span', { class: 'faint' }, row.description),
              ),
            ),
          ),
        ),
      ])
      .filter(Boolean),
    el('button', { type: 'button', class: 'plain', onclick: () => sheet.close() }, say('cancel')),
  );
  sheet.addEventListener('close', () => sheet.remove());
  document.querySelector('#phone').append(sheet);
  sheet.showModal();
  // A modal is placed in the window; this one belongs to the bottom of the phone.
  const phone = document.querySelector('#phone').getBoundingClientRect();
  sheet.style.width = `${phone.width - 24}px`;
  sheet.style.marginInlineStart = `${phone.left + 12}px`;
  sheet.style.marginBlockEnd = `${innerHeight - phone.bottom + 12}px`;
}
