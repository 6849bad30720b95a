import { windowUrl } from './appScheme.ts'
import type { Opening } from './parseOpening.ts'

/** The window's address with what it is to show behind the `#`, as the page itself writes it. */
export function addressOf(opening: Opening | null): string {
  if (!opening) return windowUrl
  switch (opening.kind) {
    case 'receipt':
      return `${windowUrl}#${new URLSearchParams({ receipt: opening.id })}`
    case 'view':
      return opening.query === ''
        ? windowUrl
        : `${windowUrl}#${new URLSearchParams({ query: opening.query })}`
    case 'capture':
      return windowUrl
    default:
      return opening satisfies never
  }
}
