import { DomUtils, parseDocument } from 'htmlparser2';
import sanitize from 'sanitize-html';
import { flattenLayout } from './htmlLayout.ts';
import { foldQuoted } from './htmlQuotes.ts';
import { textOfNodes } from './htmlText.ts';

/** What becomes of a mail's HTML. */
export type ReadableHtml = {
  /** What was newly written, in the few tags of `TAGS`; empty where it says no more than the text does. */
  html: string;
  text: string;
  quoted: string;
  /** Pictures within the text, by their place in the mail: `<img data-file="0">` is the first of these content ids. */
  inlineIds: string[];
  /** The mail as its sender made it up, safe to be shown on a page of its own; `null` where that adds nothing. */
  page: string | null;
  isCut: boolean;
};

/** More than this is read as if it ended there: a mail of words has kilobytes. */
const MOST_READ = 2_000_000;
/** Deeper nesting is taken out: no mail of words needs it, and it would fill the stack. */
const DEEPEST = 80;
/** Longest HTML within a message, in UTF-16 units: every console keeps it. Longer ones show their text, and have a page. */
const MOST_INLINE = 40_000;

const LINKS = ['http', 'https', 'mailto', 'tel'];
/** What a console draws (apps/console, MailHtml.tsx). `div` and `span` stay until the layout is understood. */
const TAGS = [
  'p',
  'br',
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'del',
  'strike',
  'sub',
  'sup',
  'a',
  'ul',
  'ol',
  'li',
  'hr',
  'img',
].concat([
  'blockquote',
  'pre',
  'code',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'thead',
  'tbody',
  'tr',
  'td',
  'th',
]);

/** Tags that say more than plain text can. */
const SAYS_MORE = /<(?:b|strong|i|em|u|s|del|a|ul|ol|img|table|h[1-6]|blockquote|pre|code)\b/;
/** A made-up page: styles, tables that lay out, pictures from elsewhere. */
const MADE_UP = /<style\b|<table\b|\bbgcolor=|background(?:-image)?\s*:|<img\b[^>]*\bsrc\s*=\s*["']?\s*https?:/i;

/**
 * Reads the HTML that a stranger sent. Nothing of it runs, loads or links to anything but pages, mails and numbers;
 * sanitised by the library's own list, then only ever made smaller. Decision: docs/decisions/0122.
 */
export function readHtml(source: string): ReadableHtml {
  const given = source.slice(0, MOST_READ);
  const inlineIds: string[] = [];
  const clean = sanitize(given, {
    allowedTags: [...TAGS, 'div', 'span', 'center', 'font'],
    allowedAttributes: {
      a: ['href'],
      img: ['data-file', 'alt'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      ol: ['start'],
      // By these the repeated part is found; they are taken off again.
      '*': ['class', 'id', 'type', 'style'],
    },
    allowedSchemes: LINKS,
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    nestingLimit: DEEPEST,
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'head',
      'xml',
      'svg',
      'math',
      'template',
    ],
    transformTags: { img: (_name, attributes) => ({ tagName: 'img', attribs: pictureOf(attributes, inlineIds) }) },
    // Pictures from elsewhere tell their sender that, when and where the mail was read.
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && attribs['data-file'] === undefined,
  });
  const document = parseDocument(clean);
  const quoted = foldQuoted(document);
  flattenLayout(document);
  const text = textOfNodes(document.children);
  const kept = DomUtils.getInnerHTML(document, { encodeEntities: 'utf8' }).trim();
  const html = SAYS_MORE.test(kept) ? kept : '';
  const isTooLong = html.length > MOST_INLINE;
  return {
    html: isTooLong ? '' : html,
    text,
    quoted,
    inlineIds,
    page: MADE_UP.test(given) || isTooLong ? pageOf(given, inlineIds) : null,
    isCut: source.length > MOST_READ,
  };
}

/** `cid:` names a part of the same mail (RFC 2392); everything else would have to be loaded. */
function pictureOf({ src = '', alt = '' }: sanitize.Attributes, inlineIds: string[]): sanitize.Attributes {
  const id = /^cid:(.{1,500})$/i.exec(src.trim())?.[1];
  if (!id) return {};
  const known = inlineIds.indexOf(decoded(id));
  const index = known === -1 ? inlineIds.push(decoded(id)) - 1 : known;
  return { 'data-file': String(index), alt: alt.slice(0, 200) };
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const LOOKS = [
  'style',
  'class',
  'align',
  'valign',
  'bgcolor',
  'color',
  'face',
  'size',
  'width',
  'height',
  'border',
].concat(['cellpadding', 'cellspacing', 'colspan', 'rowspan', 'dir', 'lang']);

/**
 * The whole mail with its looks. It is only ever shown under a policy that allows no script, no form and, until a person
 * asks for them, no pictures from elsewhere (server/src/media/serveMailPage.ts).
 */
function pageOf(given: string, inlineIds: string[]): string {
  const page = sanitize(given, {
    allowedTags: [
      ...TAGS,
      'div',
      'span',
      'center',
      'font',
      'style',
      'tfoot',
      'caption',
      'colgroup',
      'col',
      'big',
      'small',
    ],
    allowedAttributes: { '*': LOOKS, a: ['href'], img: ['src', 'alt'] },
    allowedSchemes: LINKS,
    allowedSchemesByTag: { img: ['http', 'https', 'cid', 'data'] },
    allowProtocolRelative: false,
    allowVulnerableTags: true,
    parseStyleAttributes: false,
    nestingLimit: DEEPEST,
    transformTags: {
      '*': (tagName, attribs) => ({ tagName, attribs: withoutCode(attribs) }),
      img: (tagName, attribs) => {
        const place = pictureOf(attribs, inlineIds)['data-file'];
        return { tagName, attribs: withoutCode(place === undefined ? attribs : { ...attribs, src: `cid:${place}` }) };
      },
    },
  });
  // No style sheet holds a tag, but what wants to be read as one later does.
  return page.replace(/<style\b[^>]*>([\s\S]*?)<\/style>/gi, (whole, css: string) => (css.includes('<') ? '' : whole));
}

/** Styles ran code in browsers that are long gone; what still writes them is up to no good. */
function withoutCode({ style, ...rest }: sanitize.Attributes): sanitize.Attributes {
  return style === undefined || /javascript:|expression\s*\(|-moz-binding/i.test(style) ? rest : { ...rest, style };
}
