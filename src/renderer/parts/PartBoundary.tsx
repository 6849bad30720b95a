import { Component, type ReactNode } from 'react'
import { FailedPart } from './FailedPart.tsx'

type Props = { show: () => ReactNode }
type State = { error: unknown }

/** Keeps what breaks in one part of the window from taking the rest with it. */
export class PartBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error ?? new Error('nothing was said') }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.show()
    return <FailedPart error={error} tryAgain={() => this.setState({ error: null })} />
  }
}
