import { app } from 'electron'
import { type Opening, parseCapture, parseLink } from './parseOpening.ts'
import { readArguments } from './readArguments.ts'

/**
 * Gathers what the system asks us to show, from before the app is ready on: the command line, a second start, and the
 * events that macOS has for it. Kept until somebody listens.
 */
export function gatherOpenings(first: readonly Opening[]) {
  const waiting: Opening[] = [...first]
  let listener: ((opening: Opening) => void) | null = null
  let show = () => {}

  function add(opening: Opening | null): void {
    if (opening && listener) listener(opening)
    else if (opening) waiting.push(opening)
  }

  app.on('second-instance', (_event, argv, workingDirectory) => {
    show()
    for (const opening of readArguments(argv, workingDirectory).openings) add(opening)
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
    /** `onShow` brings a window to the front: a second start always wants to see one. */
    listen(onOpening: (opening: Opening) => void, onShow: () => void): void {
      listener = onOpening
      show = onShow
      for (const opening of waiting.splice(0)) onOpening(opening)
    },
  }
}
