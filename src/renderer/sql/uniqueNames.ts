/** The names of columns; one that comes twice is numbered. */
export function uniqueNames(names: readonly string[]): string[] {
  const given = new Set<string>()
  return names.map(name => {
    let free = name
    for (let number = 2; given.has(free); number += 1) free = `${name}_${number}`
    given.add(free)
    return free
  })
}
