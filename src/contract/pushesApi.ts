import type { ReceiptId } from './brand.ts'
import type {
  EndpointSettings,
  NearMiss,
  PushHistory,
  PushSelector,
  Verification,
  WaitingPush,
} from './push.ts'
import type { Confirmed } from './queuesApi.ts'
import type { KeptAnswer, ReplayId, ReplayRequest, ReplayState } from './replay.ts'

/** The endpoint, what came to it, and sending things again. */
export type PushCalls = {
  'endpoint.settings': { input: null; output: EndpointSettings }
  /**
   * Takes effect at once and is kept. To listen beyond this machine, `typedName` must be the host; without it the call is
   * refused with what would happen.
   */
  'endpoint.configure': { input: EndpointSettings & Partial<Confirmed>; output: EndpointSettings }
  /** Every delivery of the message that this row came in, and what its sender will do next. */
  'pushes.attempts': { input: { id: ReceiptId }; output: PushHistory }
  /** Messages that were refused and will be sent again, newest first, at most 200. */
  'pushes.waiting': { input: null; output: WaitingPush[] }
  /** Answers that were nearly or really too late, newest first, at most 200. */
  'pushes.nearMisses': { input: null; output: NearMiss[] }
  /** `registeredUrl`: the endpoint as the subscription has it, where a proxy may have changed the path. */
  'pushes.verify': { input: PushSelector & { registeredUrl: string | null }; output: Verification }
  /** Sends kept messages again; refused for a host outside this machine until that was confirmed. */
  'replay.start': { input: ReplayRequest; output: { id: ReplayId } }
  /** What was answered whenever the message of this row was sent again, at most 100, newest first. */
  'replay.answers': { input: { id: ReceiptId }; output: KeptAnswer[] }
  'replay.cancel': { input: { id: ReplayId }; output: null }
}

export type PushStreams = {
  /** Ends when the replay is over. */
  'replay.watch': { input: { id: ReplayId }; item: ReplayState }
}
