import type { ElementType, ReactNode } from 'react';

type Props = { as?: ElementType; children?: ReactNode; allowPinchZoom?: boolean; shards?: unknown[] };

/**
 * Stands in for the package `react-remove-scroll` (alias in vite.config.ts).
 *
 * The original locks the page's scroll with an injected `<style>`, which the console's CSP refuses. Our page never
 * scrolls (base.css), and what lies under an open dialog gets no wheel events, so there is nothing to lock.
 */
export function RemoveScroll({ as: Container = 'div', allowPinchZoom: _zoom, shards: _shards, ...rest }: Props) {
  return <Container {...rest} />;
}
