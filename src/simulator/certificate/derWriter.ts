/** The few DER shapes that a self-signed certificate is made of. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), writeLength(content.length), content])
}

export const sequence = (...items: readonly Uint8Array[]) => der(0x30, ...items)
export const set = (...items: readonly Uint8Array[]) => der(0x31, ...items)
export const utf8String = (text: string) => der(0x0c, Buffer.from(text))
export const nothing = () => der(0x05)
export const truth = () => der(0x01, Buffer.from([0xff]))
export const octetString = (content: Uint8Array) => der(0x04, content)
export const bitString = (content: Uint8Array) => der(0x03, Buffer.from([0]), content)

/** A positive integer from its big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex(byte => byte !== 0)
  const significant = first === -1 ? Uint8Array.of(0) : bytes.subarray(first)
  const sign = (significant[0] ?? 0) >= 0x80 ? [0] : []
  return der(0x02, Buffer.from(sign), significant)
}

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(writeBase128)]))
}

/** `time` in milliseconds since 1970; years up to 2049 are written with two digits, as X.509 wants them. */
export function moment(time: number): Buffer {
  const digits = new Date(time).toISOString().replace(/\.\d+|[-:T]/g, '')
  const early = time < Date.UTC(2050, 0)
  return der(early ? 0x17 : 0x18, Buffer.from(early ? digits.slice(2) : digits))
}

function writeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

function writeBase128(value: number): number[] {
  const septets = [value & 0x7f]
  for (let rest = value >> 7; rest > 0; rest >>= 7) septets.unshift((rest & 0x7f) | 0x80)
  return septets
}
