import { type ChildNode, isTag, isText } from 'domhandler';

/** Blocks that stand apart by an empty line, and those that only begin a new one. */
const APART = new Set(['p', 'blockquote', 'ul', 'ol', 'table', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const LINES = new Set(['div', 'li', 'tr', 'center']);

/** The words of a sanitised tree, as somebody would type them: lists with dashes, links with their address. */
export function textOfNodes(nodes: readonly ChildNode[]): string {
  return nodes
    .map(textOf)
    .join('')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function textOf(node: ChildNode): string {
  if (isText(node)) return node.data.replace(/\s+/g, ' ');
  if (!isTag(node)) return '';
  const inner = node.children.map(textOf).join('');
  if (node.name === 'br') return '\n';
  if (node.name === 'hr') return '\n---\n';
  if (node.name === 'a') return linkText(inner, node.attribs.href ?? '');
  if (node.name === 'li') return `\n- ${inner.trim()}`;
  if (node.name === 'td' || node.name === 'th') return `${inner.trim()} `;
  if (APART.has(node.name)) return `\n\n${inner}\n\n`;
  return LINES.has(node.name) ? `\n${inner}\n` : inner;
}

function linkText(shown: string, href: string): string {
  const address = href.replace(/^(?:mailto|tel):/, '');
  const isTold = address === '' || shown.includes(address) || shown.trim() === address.replace(/^https?:\/\/|\/$/g, '');
  if (isTold) return shown;
  return shown.trim() === '' ? address : `${shown} (${address})`;
}
