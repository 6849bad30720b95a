const replacement = '\ufffd'

/**
 * Text of bytes that are UTF-8 from end to end, a byte order mark left in place; null for others. Several times as fast as a
 * `TextDecoder` that is fatal, and its refusal costs no exception.
 */
export function decodeUtf8(bytes: Uint8Array): string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = buffer.toString('utf8')
  return text.includes(replacement) && !Buffer.from(text).equals(buffer) ? null : text
}

export function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}
