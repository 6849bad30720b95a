const mostDifferences = 2

/** Whether one becomes the other by case, white space, or at most two characters put in, left out, exchanged or swapped. */
export function isNearlySame(one: string, other: string): boolean {
  const [left, right] = [one.trim().toLowerCase(), other.trim().toLowerCase()]
  if (Math.abs(left.length - right.length) > mostDifferences) return false
  let above: number[] = []
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + same,
          swapped ? (above[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    above = row
    row = next
  }
  return (row[right.length] ?? 0) <= mostDifferences
}
