import type { HeaderList } from '../httpRequest.ts'
import type { Edit } from './edit.ts'

/** A mistake in putting the string together that leaves every value as it is. */
export type StringForm = {
  readonly name: string
  /** What the scheme asks for, and what was done instead. */
  readonly rule: string
  readonly done: string
  readonly apply: (text: string) => string
}

/** The forms that signers of their own making get wrong, for a string whose extension headers begin with `prefix`. */
export function stringForms(headers: HeaderList, prefix: string): StringForm[] {
  const own = headers.filter(([name]) => name.toLowerCase().startsWith(prefix))
  const withExtensions = (text: string, lines: readonly string[]) => {
    const all = text.split('\n')
    const target = all.pop() ?? ''
    const standard = all.slice(0, 4)
    return [...standard, ...lines, target].join('\n')
  }
  const lowerCase = own.map(([name, value]) => `${name.toLowerCase()}:${value}`)
  const asReceived = own.map(([name, value]) => `${name}:${value}`)
  return [
    form('line-end', 'lines end in LF', 'lines ended in CR LF', text => text.replaceAll('\n', '\r\n')),
    form('line-end', 'lines end in LF', 'lines ended in a backslash and an n', text =>
      text.replaceAll('\n', '\\n'),
    ),
    form('last-line', 'nothing follows the target', 'a line feed followed the target', text => `${text}\n`),
    form(
      'last-line',
      'the target has a line of its own',
      'the target stood right behind the last header',
      text => text.replace(/\n(?=[^\n]*$)/, ''),
    ),
    form('header-order', 'extension headers are sorted by name', 'they stood in the order received', text =>
      withExtensions(text, lowerCase),
    ),
    form('header-order', 'extension headers are sorted by name', 'they stood in reverse order', text =>
      withExtensions(text, lowerCase.toSorted().reverse()),
    ),
    form('header-case', 'names of extension headers are in lower case', 'they kept their case', text =>
      withExtensions(text, asReceived.toSorted()),
    ),
    form(
      'header-case',
      'names of extension headers are in lower case',
      'they kept their case and order',
      text => withExtensions(text, asReceived),
    ),
    form('header-space', 'no space stands around the colon', 'a space stood behind the colon', text =>
      withExtensions(
        text,
        lowerCase.toSorted().map(line => line.replace(':', ': ')),
      ),
    ),
    form('empty-line', 'a part that is absent leaves its line empty', 'the empty line was left out', text => {
      const all = text.split('\n')
      return [...all.slice(0, 4).filter(line => line !== ''), ...all.slice(4)].join('\n')
    }),
    form('headers', 'every extension header is signed', 'none was signed', text => withExtensions(text, [])),
  ]
}

export function formEdit({ name, rule, done }: StringForm): Edit {
  return { kind: 'wrong-scheme', name, signed: done, received: rule }
}

function form(name: string, rule: string, done: string, apply: (text: string) => string): StringForm {
  return { name, rule, done, apply }
}
