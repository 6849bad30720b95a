/** What a message between threads hands over instead of copying: the memory of its `bytes`. */
export function movable(message: unknown): ArrayBuffer[] {
  const hasBytes = typeof message === 'object' && message !== null && 'bytes' in message
  if (!hasBytes || !(message.bytes instanceof Uint8Array)) return []
  return message.bytes.buffer instanceof ArrayBuffer ? [message.bytes.buffer] : []
}
