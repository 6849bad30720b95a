import type { PushSigner } from '../../simulator/push/pushRequest.ts'
import { type Simulator, startSimulator } from '../../simulator/startSimulator.ts'

/** Who signs pushes as MNS would: the running simulator, or else a quiet one, started when it is first needed. */
export function startSigner(running: () => Simulator | null) {
  let own: Promise<Simulator> | null = null
  let endpoint: string | null = null
  return {
    async get(): Promise<PushSigner> {
      const simulator = running()
      if (simulator !== null) return simulator.pushSigner()
      own ??= startSimulator().then(started => {
        ;({ endpoint } = started)
        return started
      })
      return (await own).pushSigner()
    },
    /** The quiet one's host and port; null while there is none. */
    host: (): string | null => (endpoint === null ? null : new URL(endpoint).host),
    async close(): Promise<void> {
      await (await own)?.close()
    },
  }
}
