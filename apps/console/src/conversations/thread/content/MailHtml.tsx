import type { MailFile } from '@balcao/domain';
import { Fragment, memo, type ReactNode, useMemo } from 'react';
import styles from './Mail.module.css';
import { Picture } from './Picture.tsx';

/**
 * A mail's HTML, drawn by us: the text is only parsed, never put into the page, and what is made of it are our own
 * elements of a few kinds. The server has sanitised it before (server/src/channels/email/html.ts).
 */
export const MailHtml = memo(function MailHtml({ html, files }: { html: string; files: readonly MailFile[] }) {
  const nodes = useMemo(() => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes], [html]);
  return <div className={styles.html}>{drawnAll(nodes, files)}</div>;
});

const PLAIN = {
  p: 'p',
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  u: 'u',
  s: 's',
  del: 's',
  strike: 's',
  sub: 'sub',
  sup: 'sup',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  blockquote: 'blockquote',
  pre: 'pre',
  code: 'code',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  // Headings of a stranger's mail are none of this page's.
  h1: 'strong',
  h2: 'strong',
  h3: 'strong',
  h4: 'strong',
  h5: 'strong',
  h6: 'strong',
} as const satisfies Record<string, keyof React.JSX.IntrinsicElements>;
const isPlain = (name: string): name is keyof typeof PLAIN => name in PLAIN;

function drawnAll(nodes: Iterable<ChildNode>, files: readonly MailFile[]): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of one text never change places
  return [...nodes].map((node, index) => <Fragment key={index}>{drawn(node, files)}</Fragment>);
}

function drawn(node: ChildNode, files: readonly MailFile[]): ReactNode {
  if (node instanceof Text) return isBetweenRows(node) ? null : node.data;
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (name === 'br') return <br />;
  if (name === 'hr') return <hr />;
  if (name === 'img') return drawnPicture(node, files);
  const inner = drawnAll(node.childNodes, files);
  if (name === 'a') return drawnLink(node.getAttribute('href') ?? '', inner);
  if (name === 'table')
    return (
      <div className={styles.tableFrame}>
        <table>{inner}</table>
      </div>
    );
  if (name === 'td' || name === 'th') {
    const span = (attribute: string) => Math.min(Number(node.getAttribute(attribute)) || 1, 50);
    return (
      <td colSpan={span('colspan')} rowSpan={span('rowspan')}>
        {inner}
      </td>
    );
  }
  if (!isPlain(name)) return inner;
  const Tag = PLAIN[name];
  return <Tag>{inner}</Tag>;
}

/** React minds white space between the parts of a table. */
const isBetweenRows = (node: Text): boolean =>
  node.data.trim() === '' && /^(?:table|thead|tbody|tr)$/.test(node.parentElement?.localName ?? '');

function drawnLink(href: string, inner: ReactNode): ReactNode {
  if (!/^(?:https?:|mailto:|tel:)/i.test(href)) return inner;
  return (
    <a href={href} title={href} target="_blank" rel="noreferrer noopener">
      {inner}
    </a>
  );
}

function drawnPicture(node: Element, files: readonly MailFile[]): ReactNode {
  const inline = files.filter((file) => file.role === 'inline');
  const file = inline[Number(node.getAttribute('data-file'))];
  const alt = node.getAttribute('alt') ?? '';
  return file ? <Picture media={file} caption={alt} /> : alt;
}
