export function bytesToBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0
    ? 0n
    : BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`)
}

/** Big-endian, filled up with zeros on the left; the value must fit. */
export function bigIntToBytes(value: bigint, length: number): Uint8Array {
  return Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex')
}

export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length
}

/** Not in constant time: for public values only. */
export function raiseModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let power = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * power) % modulus
    power = (power * power) % modulus
  }
  return result
}
