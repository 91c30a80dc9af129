import { type Inline, isFewEmoji, parseFormatted } from '@balcao/domain';
import { Fragment, memo, type ReactNode } from 'react';
import styles from './FormattedText.module.css';

/** A message's text with its formatting and links. A few emoji alone are drawn large. */
export const FormattedText = memo(function FormattedText({ text }: { text: string }) {
  if (isFewEmoji(text)) return <span className={styles.large}>{text}</span>;
  return (
    <span className={styles.text}>
      <Inlines nodes={parseFormatted(text)} />
    </span>
  );
});

function Inlines({ nodes }: { nodes: readonly Inline[] }) {
  return nodes.map((node, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of one text never change places
    return <Fragment key={index}>{drawn(node)}</Fragment>;
  });
}

function drawn(node: Inline): ReactNode {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'mono':
      return <code className={styles.mono}>{node.text}</code>;
    case 'link':
      return (
        <a href={node.href} target="_blank" rel="noreferrer noopener">
          {node.text}
        </a>
      );
    case 'bold':
      return (
        <strong>
          <Inlines nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.children} />
        </s>
      );
  }
}
