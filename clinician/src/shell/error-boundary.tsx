/**
 * What is shown where a part of the screen has failed. The rest goes on working; what was written is on the server. Refusals and other answers
 * that are not faults are passed to `fallback`.
 */
import { useQueryClient } from '@tanstack/react-query';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { Component, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** Given a failure, what to show; undefined leaves it to the boundary's own view. */
  fallback?: (failure: unknown, retry: () => void) => ReactNode | undefined;
  /** When this changes the boundary tries again. */
  resetKey?: string;
}

interface State {
  failure: unknown;
  failed: boolean;
  resetKey: string | undefined;
}

class Boundary extends Component<Props & { onRetry: () => void }, State> {
  override state: State = { failure: undefined, failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(failure: unknown): Partial<State> {
    return { failure, failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { failed: false, failure: undefined, resetKey: props.resetKey };
  }

  retry = () => {
    this.props.onRetry();
    this.setState({ failed: false, failure: undefined });
  };

  override render(): ReactNode {
    const { children, fallback } = this.props;
    if (!this.state.failed) return children;
    return fallback?.(this.state.failure, this.retry) ?? <Failed failure={this.state.failure} onRetry={this.retry} />;
  }
}

export function ErrorBoundary(props: Props) {
  const queries = useQueryClient();
  const forgetFailures = () => queries.removeQueries({ predicate: (query) => query.state.status === 'error' });
  return <Boundary {...props} onRetry={forgetFailures} />;
}
