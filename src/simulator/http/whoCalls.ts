import type { SignedCall } from './operation.ts'

/** Who did it, as the trace tells it: the access key's id and the address. */
export function whoCalls({ caller, peer }: SignedCall): string {
  if (caller !== latest.caller || peer !== latest.peer)
    latest = { caller, peer, text: `${caller} from ${peer}` }
  return latest.text
}

/** The trace remembers very many events, few callers made them all: they share the text. */
let latest = { caller: '', peer: '', text: '' }
