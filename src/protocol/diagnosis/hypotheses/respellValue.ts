const longestRespelled = 2000

/** The same value before white space, capitals, quotes, joining, escapes or the character set were tampered with. */
export function respellValue(received: string): string[] {
  if (received.length > longestRespelled) return []
  const variants = [
    received.trim(),
    received.replaceAll(/\s+/g, ' ').trim(),
    received.replaceAll(/\s+/g, ''),
    received.toLowerCase(),
    received.toUpperCase(),
    received.replaceAll(/^"|"$/g, ''),
    received.split(/,\s*/)[0] ?? '',
    decodeEscapes(received),
    encodeURIComponent(Buffer.from(received, 'latin1').toString('utf8')),
    Buffer.from(received, 'utf8').toString('latin1'),
    Buffer.from(received, 'latin1').toString('utf8'),
    `${received}=`,
    `${received}==`,
  ]
  return [...new Set(variants)].filter(variant => variant !== received && variant !== '')
}

function decodeEscapes(text: string): string {
  return text.replaceAll(/%[0-9a-f]{2}/gi, escaped =>
    String.fromCharCode(Number.parseInt(escaped.slice(1), 16)),
  )
}
