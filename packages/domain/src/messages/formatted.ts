/** A message's text as WhatsApp shows it: *bold*, _italic_, ~struck~, ```mono```, and links. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'mono'; text: string }
  | { type: 'link'; text: string; href: string }
  | { type: 'bold' | 'italic' | 'strike'; children: Inline[] };

const MARKERS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Marker = keyof typeof MARKERS;
const isMarker = (char: string): char is Marker => char in MARKERS;

const FENCE = '```';
const LINK = /(?:https?:\/\/|www\.)[^\s<>"]+|[\w.+-]+@[\w-]+\.[\w.-]*\w/iy;
/** What people put behind an address without meaning it. */
const TRAILING = /[.,;:!?)\]}'"*_~]+$/;
const WORD = /[\p{L}\p{N}]/u;

/** Never throws; text that is no complete formatting stays as it was typed. */
export function parseFormatted(text: string): Inline[] {
  const nodes: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain) nodes.push({ type: 'text', text: plain });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const found = monoAt(text, at) ?? linkAt(text, at) ?? markedAt(text, at);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

type Found = { node: Inline; end: number };

function monoAt(text: string, at: number): Found | null {
  if (!text.startsWith(FENCE, at)) return null;
  const close = text.indexOf(FENCE, at + FENCE.length);
  if (close <= at + FENCE.length) return null;
  return { node: { type: 'mono', text: text.slice(at + FENCE.length, close) }, end: close + FENCE.length };
}

function linkAt(text: string, at: number): Found | null {
  if (!isBoundary(text[at - 1])) return null;
  LINK.lastIndex = at;
  const shown = LINK.exec(text)?.[0].replace(TRAILING, '');
  if (!shown) return null;
  return { node: { type: 'link', text: shown, href: hrefOf(shown) }, end: at + shown.length };
}

function hrefOf(shown: string): string {
  if (/^https?:\/\//i.test(shown)) return shown;
  return shown.includes('@') && !/^www\./i.test(shown) ? `mailto:${shown}` : `https://${shown}`;
}

function markedAt(text: string, at: number): Found | null {
  const marker = text[at];
  if (marker === undefined || !isMarker(marker) || !isBoundary(text[at - 1])) return null;
  const close = closingOf(text, marker, at + 1);
  if (close === null) return null;
  const children = parseFormatted(text.slice(at + 1, close));
  return { node: { type: MARKERS[marker], children }, end: close + 1 };
}

/** The marker that ends what began before `from`: on the same line, not after a space, not inside a word. */
function closingOf(text: string, marker: Marker, from: number): number | null {
  const first = text[from];
  if (first === undefined || /\s/.test(first) || first === marker) return null;
  for (let at = from + 1; at < text.length && text[at] !== '\n'; at += 1) {
    if (text[at] === marker && !/\s/.test(text[at - 1] ?? ' ') && isBoundary(text[at + 1])) return at;
  }
  return null;
}

const isBoundary = (char: string | undefined): boolean => char === undefined || !WORD.test(char);

const ONLY_EMOJI = /^(?:\p{RGI_Emoji}|\s)+$/v;
/** WhatsApp draws up to three emoji large. */
const MOST_LARGE = 3;

export function isFewEmoji(text: string): boolean {
  if (text.length > 60 || !ONLY_EMOJI.test(text) || text.trim() === '') return false;
  const graphemes = [...new Intl.Segmenter().segment(text.replace(/\s/g, ''))];
  return graphemes.length <= MOST_LARGE;
}
