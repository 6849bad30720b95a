import { useEffect, useState } from 'react'
import type { OutboundState } from '../../contract/outbound.ts'
import { useServices } from '../state/services.ts'

/** Follows what leaves the program for as long as somebody looks; null until it was said. */
export function useOutbound(): OutboundState | null {
  const { client } = useServices()
  const [state, setState] = useState<OutboundState | null>(null)
  useEffect(() => client.open('outbound.watch', { input: () => null, onItem: setState }), [client])
  return state
}
