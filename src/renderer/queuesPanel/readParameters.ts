/** A template's values, written `code=123456, product=shop`; what has no name is left out. */
export function readParameters(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(/[,，\n]/).flatMap(part => {
      const [, name = '', value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/s.exec(part) ?? []
      return name === '' ? [] : [[name, value]]
    }),
  )
}
