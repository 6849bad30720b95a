type Cell = { row: number; column: number }
type Press = { key: string; ctrlKey: boolean; metaKey: boolean }

const pageRows = 15

/** Where a key leads from a cell, never out of the table; null for keys that lead nowhere. */
export function moveCell(
  { row, column }: Cell,
  { key, ctrlKey, metaKey }: Press,
  size: { rows: number; columns: number },
): Cell | null {
  const far = ctrlKey || metaKey
  const within = (to: Cell): Cell => ({
    row: Math.min(size.rows - 1, Math.max(0, to.row)),
    column: Math.min(size.columns - 1, Math.max(0, to.column)),
  })
  switch (key) {
    case 'ArrowDown':
      return within({ row: far ? size.rows : row + 1, column })
    case 'ArrowUp':
      return within({ row: far ? 0 : row - 1, column })
    case 'ArrowRight':
      return within({ row, column: far ? size.columns : column + 1 })
    case 'ArrowLeft':
      return within({ row, column: far ? 0 : column - 1 })
    case 'PageDown':
      return within({ row: row + pageRows, column })
    case 'PageUp':
      return within({ row: row - pageRows, column })
    case 'Home':
      return within({ row: far ? 0 : row, column: 0 })
    case 'End':
      return within({ row: far ? size.rows : row, column: size.columns })
    default:
      return null
  }
}
