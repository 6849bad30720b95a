import type { SampleKind } from '../../contract/signature.ts'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { layOnBench } from './benchStore.ts'

/** Lays an example on the bench, together with the secret of its made-up key. */
export function useSample(): (kind: SampleKind) => Promise<void> {
  const { client } = useServices()
  const tell = useTell()
  return kind =>
    client
      .call('signature.sample', { kind })
      .then(({ text, secret }) => layOnBench({ kind: 'capture', text }, secret), tell)
}
