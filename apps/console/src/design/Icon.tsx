import type { LucideIcon } from 'lucide-react';

type Props = {
  icon: LucideIcon;
  /** Pixels; 16 beside text, 20 in the rail. */
  size?: number;
  className?: string | undefined;
};

/** A Lucide icon in the house's stroke. It says nothing to a screen reader: the words beside it do. */
export function Icon({ icon: Shape, size = 16, className }: Props) {
  return (
    <Shape
      aria-hidden="true"
      focusable="false"
      size={size}
      strokeWidth={1.7}
      absoluteStrokeWidth
      className={className}
    />
  );
}
