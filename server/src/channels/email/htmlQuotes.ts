import { type ChildNode, type Document, type Element, isTag } from 'domhandler';
import { DomUtils } from 'htmlparser2';
import { textOfNodes } from './htmlText.ts';

/** Elements that hold what a mail repeats, as the mail programs of our customers mark it. */
const HOLDS = (element: Element): boolean => {
  const { class: names = '', id = '', type = '' } = element.attribs;
  return (
    /(?:^|\s)(?:gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|moz-cite-prefix|zmail_extra|tutanota_quote)(?:\s|$)/.test(
      names,
    ) ||
    (element.name === 'blockquote' && type === 'cite') ||
    id === 'mail-editor-reference-message-container'
  );
};

/** Elements from which on everything is repeated: Outlook on the web and on the desktop. */
const BEGINS = ({ name, attribs: { id = '', style = '' } }: Element): boolean =>
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend)$/.test(id) ||
  (name === 'div' && /border:\s*none;\s*border-top:\s*solid\s+#(?:E1E1E1|B5C4DF)/i.test(style));

/** Takes what the mail repeats of earlier ones out of its tree. @returns it, plain. Where nothing else is left, it stays. */
export function foldQuoted(document: Document): string {
  const beginning = DomUtils.findOne(BEGINS, document.children, true);
  const found = beginning ? [beginning, ...allAfter(beginning)] : outermost(document.children);
  if (found.length === 0) return '';
  const parents = found.map((node) => ({ node, parent: node.parent, at: DomUtils.getSiblings(node).indexOf(node) }));
  const quoted = textOfNodes(found);
  for (const node of found) DomUtils.removeElement(node);
  if (textOfNodes(document.children) !== '') return quoted;
  for (const { node, parent, at } of parents) {
    const next = parent?.children[at];
    if (next) DomUtils.prepend(next, node);
    else if (parent) DomUtils.appendChild(parent, node);
  }
  return '';
}

function outermost(nodes: readonly ChildNode[]): ChildNode[] {
  return nodes.flatMap((node) => {
    if (!isTag(node)) return [];
    return HOLDS(node) ? [node] : outermost(node.children);
  });
}

/** Everything that follows an element in the document, but what it lies in. */
function allAfter(node: ChildNode): ChildNode[] {
  const siblings = DomUtils.getSiblings(node);
  const after = siblings.slice(siblings.indexOf(node) + 1);
  const parent = node.parent;
  return parent && isTag(parent as ChildNode) ? [...after, ...allAfter(parent as ChildNode)] : after;
}
