const beyondOneByte = /[\u0100-\uffff]/

/**
 * How a text that was built from header values becomes bytes again. Values read from the wire hold one
 * character per byte; a text with any wider character was written by a program and is UTF-8.
 */
export function wireEncoding(text: string): 'latin1' | 'utf8' {
  return beyondOneByte.test(text) ? 'utf8' : 'latin1'
}

export function wireBytes(text: string): Uint8Array {
  return Buffer.from(text, wireEncoding(text))
}
