/** What is shown where a page has failed: a refusal with its reasons, or that something went wrong; the rest goes on working. */
import { useQueryClient } from '@tanstack/react-query';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { Component, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** When this changes the boundary tries again. */
  resetKey?: string;
}

interface State {
  failed: boolean;
  failure: unknown;
  resetKey: string | undefined;
}

class Boundary extends Component<Props & { onRetry: () => void }, State> {
  override state: State = { failed: false, failure: undefined, resetKey: this.props.resetKey };

  static getDerivedStateFromError(failure: unknown): Partial<State> {
    return { failed: true, failure };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { failed: false, failure: undefined, resetKey: props.resetKey };
  }

  retry = () => {
    this.props.onRetry();
    this.setState({ failed: false, failure: undefined });
  };

  override render(): ReactNode {
    const { failed, failure } = this.state;
    if (!failed) return this.props.children;
    if (failure instanceof FhirFailure && failure.refusal) return <Refused refusal={failure.refusal} />;
    return <Failed failure={failure} onRetry={this.retry} />;
  }
}

export function ErrorBoundary(props: Props) {
  const queries = useQueryClient();
  return (
    <Boundary
      {...props}
      onRetry={() => queries.removeQueries({ predicate: (query) => query.state.status === 'error' })}
    />
  );
}
