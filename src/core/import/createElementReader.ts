/** A value of this many characters is no receipt, but a file that was read wrongly. */
export const mostCharacters = 1 << 27

const quote = 34
const backslash = 92

/**
 * Reads the elements of one array out of a JSON text that comes in pieces, each as its own text: so that a file of any
 * size is read one element at a time. The array stands under `path` in objects, the text itself where that is empty.
 */
export function createElementReader(path: readonly string[]) {
  const open: string[] = []
  /** The last key in each open object on the way to the array. */
  const keys: string[] = []
  let isInString = false
  let isEscaped = false
  let key = ''
  let element: string | null = null
  let hasElements = false
  let end: 'open' | 'whole' | 'broken' = 'open'
  let isFound = false

  const isOnTheWay = () => element === null && open.length <= path.length
  const isArray = () =>
    open.length === path.length + 1 &&
    open.at(-1) === '[' &&
    path.every((name, depth) => open[depth] === '{' && keys[depth] === name)

  /** Where the string ends or the piece does. */
  function skipString(text: string, from: number): number {
    let at = from
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (isEscaped) isEscaped = false
      else if (code === backslash) isEscaped = true
      else if (code === quote) {
        isInString = false
        break
      }
    }
    if (isOnTheWay()) key += text.slice(from, at)
    return at
  }

  function close(character: string): void {
    const opened = open.pop()
    if (opened !== (character === '}' ? '{' : '[')) end = 'broken'
    else if (open.length === 0) end = 'whole'
  }

  return {
    *read(text: string): Generator<string> {
      let begun = 0
      for (let at = 0; at < text.length && end !== 'broken'; at++) {
        if (isInString) {
          at = skipString(text, at)
          continue
        }
        const character = text[at] ?? ''
        if (end === 'whole') {
          if (character.trim() !== '') end = 'broken'
          continue
        }
        const isAmongElements = element !== null && open.length === path.length + 1
        if (isAmongElements && (character === ',' || character === ']')) {
          const whole: string = element + text.slice(begun, at)
          if (character === ',' || hasElements || whole.trim() !== '') yield whole
          hasElements = true
          element = character === ',' ? '' : null
          begun = at + 1
        }
        if (character === '"') {
          isInString = true
          if (isOnTheWay()) key = ''
        } else if (character === '{' || character === '[') {
          open.push(character)
          if (element === null && isArray()) {
            element = ''
            isFound = true
            begun = at + 1
          }
        } else if (character === '}' || character === ']') close(character)
        else if (character === ':' && isOnTheWay()) keys[open.length - 1] = key
      }
      if (element !== null) element += text.slice(begun)
    },

    /** Characters of the element under way. */
    waiting: () => element?.length ?? 0,

    /** How the text was, once all of it was read. */
    end: (): 'whole' | 'no array' | 'not JSON' => {
      if (end !== 'whole') return 'not JSON'
      return isFound ? 'whole' : 'no array'
    },
  }
}
