import type { LucideIcon } from 'lucide-react';

type Props = {
  icon: LucideIcon;
  /** Pixels; 16 beside text, 20 in the rail. */
  size?: number;
  className?: string | undefined;
};

/** Of Lucide's 24 px grid, as in the look's own drawings. */
const STROKE = 1.7;
/** Below 16 px the stroke would turn grey. */
const SMALL_STROKE = 2;

/** A Lucide icon in the house's stroke. It says nothing to a screen reader: the words beside it do. */
export function Icon({ icon: Shape, size = 16, className }: Props) {
  return (
    <Shape
      aria-hidden="true"
      focusable="false"
      size={size}
      strokeWidth={size < 16 ? SMALL_STROKE : STROKE}
      className={className}
    />
  );
}
