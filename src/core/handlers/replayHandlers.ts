import type { Handlers } from '../../contract/api.ts'
import type { Replays } from '../replay/createReplays.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

export function replayHandlers(replays: Replays) {
  const calls = {
    'replay.start': async input => ({ id: await replays.start(parseInput(inputs.replayInput, input)) }),
    'replay.answers': input => replays.answers(parseInput(inputs.getInput, input).id),
    'replay.cancel': input => {
      replays.cancel(parseInput(inputs.replayIdInput, input).id)
      return null
    },
  } satisfies Pick<Handlers['calls'], 'replay.start' | 'replay.answers' | 'replay.cancel'>
  const streams = {
    'replay.watch': (input, { signal }) => replays.watch(parseInput(inputs.replayIdInput, input).id, signal),
  } satisfies Pick<Handlers['streams'], 'replay.watch'>
  return { calls, streams }
}
