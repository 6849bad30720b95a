/** Shaped like the service's own: queue, shard, hexadecimal milliseconds, and a number that starts with 2. */
export function writeMessageId(queuePrefix: string, enqueueTime: number, order: number): string {
  if (enqueueTime !== lastTime) {
    lastTime = enqueueTime
    lastText = enqueueTime.toString(16).toUpperCase()
  }
  return `${queuePrefix}-1-${lastText}-${200_000_000 + order}`
}

/** Messages of a batch share their time. */
let lastTime = Number.NaN
let lastText = ''

/** 16 upper-case hexadecimal digits (FNV-1a, twice) that stand in front of one queue's message ids. */
export function messageIdPrefix(queue: string): string {
  return half(queue, 0x811c9dc5) + half(queue, 0x2f0b4c47)
}

function half(text: string, seed: number): string {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0').toUpperCase()
}
