/**
 * Makes an element. Words go in as text, never as markup: whatever a message holds stays harmless.
 * @param {string} tag
 * @param {Record<string, unknown>} [props] attributes; `class`, `on…` listeners, `hidden` and the like as properties.
 * @param {...(Node | string | null | false | undefined)} children
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== 'string') element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces what is inside, and only if something changed, so that a reader's focus and selection stay. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
}

/** Two letters for a face: of the last two words, so that test contacts differ ("Contato de teste 04" → "T4"). */
export function initials(name) {
  const words = name.trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  if (words.length > 1 && /^\d+$/.test(last)) return (words.at(-2)?.[0] ?? '').toUpperCase() + Number(last);
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase())
    .join('');
}
