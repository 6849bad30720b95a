import type { Prepare } from '../../../src/core/store/prepareCached.ts'
import { type Reader, runners } from '../../../src/core/store/reader.ts'

/** The reader without its thread. */
export function readHere(prepare: Prepare): Reader {
  const clock = () => performance.now()
  return {
    read: (name, input, { milliseconds, signal }) =>
      runners[name]({ prepare, index: null }, input, { deadline: clock() + milliseconds, signal, clock }),
    close: () => Promise.resolve(),
  }
}
