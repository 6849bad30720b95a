import type { SignedCall } from './operation.ts'

/** Who did it, as the trace tells it: the access key's id and the address. */
export function whoCalls(call: SignedCall): string {
  return `${call.caller} from ${call.peer}`
}
