import type { Bilingual } from '../bilingual.ts'
import type { HeaderList } from '../httpRequest.ts'
import type { Edit } from './edit.ts'

/** A mistake in putting the string together that leaves every value as it is. */
export type StringForm = {
  readonly name: string
  /** What the scheme asks for, and what was done instead. */
  readonly rule: Bilingual
  readonly done: Bilingual
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
    form(
      'line-end',
      { en: 'lines end in LF', zh: '各行以 LF 结尾' },
      { en: 'lines ended in CR LF', zh: '各行以 CR LF 结尾' },
      text => text.replaceAll('\n', '\r\n'),
    ),
    form(
      'line-end',
      { en: 'lines end in LF', zh: '各行以 LF 结尾' },
      { en: 'lines ended in a backslash and an n', zh: '各行以反斜杠加 n 结尾' },
      text => text.replaceAll('\n', '\\n'),
    ),
    form(
      'last-line',
      { en: 'nothing follows the target', zh: '路径之后没有内容' },
      { en: 'a line feed followed the target', zh: '路径之后多了一个换行' },
      text => `${text}\n`,
    ),
    form(
      'last-line',
      { en: 'the target has a line of its own', zh: '路径独占一行' },
      { en: 'the target stood right behind the last header', zh: '路径紧跟在最后一个头之后' },
      text => text.replace(/\n(?=[^\n]*$)/, ''),
    ),
    form(
      'header-order',
      { en: 'extension headers are sorted by name', zh: '扩展头按名称排序' },
      { en: 'they stood in the order received', zh: '扩展头按收到的顺序排列' },
      text => withExtensions(text, lowerCase),
    ),
    form(
      'header-order',
      { en: 'extension headers are sorted by name', zh: '扩展头按名称排序' },
      { en: 'they stood in reverse order', zh: '扩展头按相反顺序排列' },
      text => withExtensions(text, lowerCase.toSorted().reverse()),
    ),
    form(
      'header-case',
      { en: 'names of extension headers are in lower case', zh: '扩展头名称为小写' },
      { en: 'they kept their case', zh: '扩展头保留了原有大小写' },
      text => withExtensions(text, asReceived.toSorted()),
    ),
    form(
      'header-case',
      { en: 'names of extension headers are in lower case', zh: '扩展头名称为小写' },
      { en: 'they kept their case and order', zh: '扩展头保留了原有大小写和顺序' },
      text => withExtensions(text, asReceived),
    ),
    form(
      'header-space',
      { en: 'no space stands around the colon', zh: '冒号两侧没有空格' },
      { en: 'a space stood behind the colon', zh: '冒号之后多了空格' },
      text =>
        withExtensions(
          text,
          lowerCase.toSorted().map(line => line.replace(':', ': ')),
        ),
    ),
    form(
      'empty-line',
      { en: 'a part that is absent leaves its line empty', zh: '缺少的部分保留空行' },
      { en: 'the empty line was left out', zh: '空行被省略' },
      text => {
        const all = text.split('\n')
        return [...all.slice(0, 4).filter(line => line !== ''), ...all.slice(4)].join('\n')
      },
    ),
    form(
      'headers',
      { en: 'every extension header is signed', zh: '每个扩展头都参与签名' },
      { en: 'none was signed', zh: '扩展头都没有参与签名' },
      text => withExtensions(text, []),
    ),
  ]
}

export function formEdit({ name, rule, done }: StringForm): Edit {
  return { kind: 'wrong-scheme', name, signed: done, received: rule }
}

function form(name: string, rule: Bilingual, done: Bilingual, apply: (text: string) => string): StringForm {
  return { name, rule, done, apply }
}
