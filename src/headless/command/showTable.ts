import { plain } from './plain.ts'

/** Columns from `numbersFrom` on are numbers and end at their right edge. */
export function showTable(head: string[], rows: string[][], numbersFrom: number): string {
  const lines = [head, ...rows].map(line => line.map(plain))
  const widths = head.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)))
  const show = (line: string[]) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column >= numbersFrom ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return `${lines.map(show).join('\n')}\n`
}
