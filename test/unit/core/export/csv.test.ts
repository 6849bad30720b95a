import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CsvField, createCsvReader, writeCsvRecord } from '../../../../src/core/export/csv.ts'

const special = fc.constantFrom(
  '"',
  ',',
  '\r',
  '\n',
  '\t',
  "'",
  '=',
  '+',
  '-',
  '@',
  '码',
  '0',
  '1380000000012',
  '\uFEFF',
)
const text = fc.oneof(
  fc.string(),
  fc.array(special).map(parts => parts.join('')),
  fc.string({ unit: 'binary' }),
)
const record = fc.array(fc.option(text), { minLength: 2, maxLength: 5 })

function readAll(pieces: string[]): CsvField[][] {
  const reader = createCsvReader()
  return [...pieces.flatMap(piece => [...reader.read(piece)]), ...reader.end()]
}

test('what was written is what is read, wherever it was cut', () => {
  fc.assert(
    fc.property(fc.array(record), fc.nat(), (records, cut) => {
      const file = `\uFEFF${records.map(writeCsvRecord).join('')}`
      const at = file.length === 0 ? 0 : cut % file.length
      expect(readAll([file.slice(0, at), file.slice(at)])).toEqual(records)
    }),
  )
})

test('nothing in a cell begins a formula, and no long number is left to be rounded', () => {
  fc.assert(
    fc.property(text, value => {
      const cell = writeCsvRecord([value, 'x']).slice(0, -4).replace(/^"/, '')
      expect(cell).not.toMatch(/^[=+\-@]/)
      expect(cell).not.toMatch(/^\d{12,}$/)
    }),
  )
  expect(writeCsvRecord(['=1+1', '8613800000000', '13800000000', '-1'])).toBe(
    "'=1+1,\t8613800000000,13800000000,'-1\r\n",
  )
})

test('records of other programs are read too', () => {
  expect(readAll(['a,"b ""c""",\n"",d'])).toEqual([
    ['a', 'b "c"', null],
    ['', 'd'],
  ])
})
