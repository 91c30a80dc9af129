import { type ChildNode, type Document, type Element, isTag } from 'domhandler';
import { DomUtils } from 'htmlparser2';

/** Kept on the elements that a console draws; everything else is looks. */
const KEPT: Record<string, readonly string[]> = {
  a: ['href'],
  img: ['data-file', 'alt'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
  ol: ['start'],
};
/** Drawn as the paragraphs that they are used for. */
const LINE_LIKE = new Set(['div', 'center']);
const GONE = new Set(['span', 'font']);
const TABLE_PARTS = new Set(['table', 'thead', 'tbody', 'tr', 'td', 'th']);

/**
 * Leaves of a mail's looks what carries meaning: tables of figures stay, tables that lay out become lines, wrappers
 * disappear, and so does every attribute that is not in KEPT.
 */
export function flattenLayout(document: Document): void {
  for (const child of [...document.children]) flatten(child, false);
}

function flatten(node: ChildNode, inLayout: boolean): void {
  if (!isTag(node)) return;
  const isLayout = node.name === 'table' ? !isOfFigures(node) : inLayout;
  for (const child of [...node.children]) flatten(child, isLayout);
  node.attribs = Object.fromEntries(
    Object.entries(node.attribs).filter(([name]) => KEPT[node.name]?.includes(name) ?? false),
  );
  if (GONE.has(node.name) || (isLayout && TABLE_PARTS.has(node.name) && node.name !== 'tr')) unwrap(node);
  else if (LINE_LIKE.has(node.name) || (isLayout && node.name === 'tr')) asLine(node);
}

/** At least two rows of two filled cells, and no table within it. */
function isOfFigures(table: Element): boolean {
  if (DomUtils.findOne((element) => element.name === 'table', table.children, true)) return false;
  const rows = DomUtils.getElementsByTagName('tr', table.children, true);
  const filled = rows.filter(
    (row) => row.children.filter((cell) => isTag(cell) && DomUtils.textContent(cell).trim() !== '').length > 1,
  );
  return filled.length > 1;
}

/** A block of words becomes a paragraph; one that only holds blocks disappears. */
function asLine(element: Element): void {
  const holdsBlocks = element.children.some((child) => isTag(child) && isBlock(child));
  if (holdsBlocks) unwrap(element);
  else if (element.children.some((child) => isTag(child) || DomUtils.textContent(child).trim() !== ''))
    element.name = 'p';
  else DomUtils.removeElement(element);
}

const BLOCKS = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'table',
  'blockquote',
  'pre',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);
const isBlock = (element: Element): boolean => BLOCKS.has(element.name);

function unwrap(element: Element): void {
  for (const child of [...element.children]) DomUtils.prepend(element, child);
  DomUtils.removeElement(element);
}
