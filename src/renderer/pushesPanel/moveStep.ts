/** The list with one of its items a place earlier or later; the same list where there is no such place. */
export function moveStep<T>(steps: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by
  const moved = [...steps]
  const [step] = moved.splice(from, 1)
  if (step === undefined || to < 0 || to >= steps.length) return [...steps]
  moved.splice(to, 0, step)
  return moved
}
