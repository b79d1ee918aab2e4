/** Catches what a view throws and offers another try. */
import { Component, type ReactNode } from "react";
import { Failed } from "~/parts/states";

interface State {
  problem: unknown;
}

export class ViewBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { problem: null };

  static getDerivedStateFromError(problem: unknown): State {
    return { problem };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return <Failed error={problem} retry={() => this.setState({ problem: null })} />;
  }
}
