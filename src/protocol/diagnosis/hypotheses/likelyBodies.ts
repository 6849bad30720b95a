/** What a body may have been before a framework or a proxy touched its ends, its line feeds or its encoding. */
export function likelyBodies(body: Uint8Array): Uint8Array[] {
  if (body.length === 0 || body.length > 128 * 1024) return []
  const text = Buffer.from(body).toString('latin1')
  const byteOrderMark = '\xef\xbb\xbf'
  const variants = [
    text.replace(/\r?\n$/, ''),
    `${text}\n`,
    `${text}\r\n`,
    text.replaceAll('\r\n', '\n'),
    text.replaceAll(/\r?\n/g, '\r\n'),
    text.trim(),
    text.startsWith(byteOrderMark) ? text.slice(3) : byteOrderMark + text,
    '',
    ...reformatJson(body),
  ]
  return [...new Set(variants)]
    .filter(variant => variant !== text)
    .map(variant => Buffer.from(variant, 'latin1'))
}

function reformatJson(body: Uint8Array): string[] {
  const text = Buffer.from(body).toString('utf8')
  if (!/^\s*[[{]/.test(text)) return []
  try {
    const value: unknown = JSON.parse(text)
    return [JSON.stringify(value), JSON.stringify(value, null, 2)].map(form =>
      Buffer.from(form).toString('latin1'),
    )
  } catch {
    return []
  }
}
