import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { Toasts } from './Toasts.tsx';

/** What the components need around the whole console, once. */
export function DesignProvider({ children }: { children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
      {children}
      <Toasts />
    </Tooltip.Provider>
  );
}
