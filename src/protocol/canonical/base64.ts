/** The bytes behind a canonical base64 text; null for anything that an encoder would not have written. */
export function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || text.length === 0) return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}
