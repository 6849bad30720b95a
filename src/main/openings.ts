import { app } from 'electron'
import { takeOver } from './handOver.ts'
import { type Opening, parseCapture, parseLink } from './parseOpening.ts'

/**
 * Gathers what the system asks us to show, from before the app is ready on: the command line, a second start, and the
 * events that macOS has for it. Kept until somebody listens.
 */
export function gatherOpenings(first: readonly Opening[]) {
  const waiting: Opening[] = [...first]
  let show: ((opening: Opening | null) => void) | null = null

  function add(opening: Opening | null): void {
    if (show) show(opening)
    else if (opening) waiting.push(opening)
  }

  app.on('second-instance', (_event, argv, workingDirectory, data) => {
    const openings = takeOver(data, { argv, workingDirectory })
    for (const opening of openings.length === 0 ? [null] : openings) add(opening)
  })
  app.on('open-url', (event, address) => {
    event.preventDefault()
    add(parseLink(address))
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    add(parseCapture(path))
  })

  return {
    /** What the first window is to show from its start; a capture needs a window that is there. */
    takeView: (): Opening | null => (waiting[0]?.kind === 'capture' ? null : (waiting.shift() ?? null)),
    /** From now on; a second start wants to see a window even when it brings nothing to open. */
    listen(listener: (opening: Opening | null) => void): void {
      show = listener
      for (const opening of waiting.splice(0)) listener(opening)
    },
  }
}
