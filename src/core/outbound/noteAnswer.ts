import type { Dispatcher } from 'undici'

/** Told how a call ended: its status, or why there is none. */
export type EndCall = (status: number | null, problem: string | null) => void

/** Passes an answer on as it comes and says how it ended. */
export function noteAnswer(handler: Dispatcher.DispatchHandler, end: EndCall): Dispatcher.DispatchHandler {
  let status: number | null = null
  return {
    onRequestStart: (...given) => handler.onRequestStart?.(...given),
    onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
    onResponseStart(...given) {
      status = given[1]
      handler.onResponseStart?.(...given)
    },
    onResponseData: (...given) => handler.onResponseData?.(...given),
    onResponseEnd(...given) {
      end(status, null)
      handler.onResponseEnd?.(...given)
    },
    // A status that came before the answer broke off still tells what happened.
    onResponseError(...given) {
      const [, error] = given
      end(status, 'code' in error ? String(error.code) : error.name)
      handler.onResponseError?.(...given)
    },
  }
}
