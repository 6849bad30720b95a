/**
 * What is missing of the promised output; null where all of it came. Promised lines come in their order, others may stand
 * between them, and `…` stands for anything.
 */
export function findMissing(promised: string, seen: string): string | null {
  const lines = seen.split('\n')
  let next = 0
  for (const wanted of promised.split('\n').filter(line => line.replaceAll('…', '').trim() !== '')) {
    const pattern = new RegExp(wanted.trim().split('…').map(toPattern).join('.*'))
    const at = lines.findIndex((line, index) => index >= next && pattern.test(line))
    if (at < 0) return wanted
    next = at + 1
  }
  return null
}

const toPattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
