import { Component, type ReactNode } from 'react';
import { failureOf } from '../api/index.ts';
import { ConsoleFailure } from './ConsoleFailure.tsx';
import { newReference } from './reference.ts';

type Props = { children: ReactNode };
type State = { failed: { error: unknown; reference: string } | null };

/** The last net: whatever fails outside of a screen. React offers this as a class only. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: null };

  static getDerivedStateFromError(error: unknown): State {
    const failure = failureOf(error);
    const known = failure.kind === 'unreachable' ? null : failure.reference;
    return { failed: { error, reference: known ?? newReference() } };
  }

  override render(): ReactNode {
    return this.state.failed ? <ConsoleFailure {...this.state.failed} /> : this.props.children;
  }
}
