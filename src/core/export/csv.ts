/** A field without a value is empty, an empty text is `""`: so both survive. Records end with CRLF. */
export type CsvField = string | null

export function writeCsvRecord(fields: readonly CsvField[]): string {
  return `${fields.map(writeField).join(',')}\r\n`
}

function writeField(field: CsvField): string {
  if (field === null) return ''
  const guarded = guard(field)
  return guarded === '' || /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/**
 * A spreadsheet must neither calculate a text that begins like a formula nor round one that looks like a long number:
 * the first gets an apostrophe in front, the second a tab. One of either is taken away when reading.
 */
function guard(text: string): string {
  if (/^[=+\-@\t\r']/.test(text)) return `'${text}`
  return /^\d{12,}$/.test(text) ? `\t${text}` : text
}

const unguard = (text: string) => text.replace(/^['\t]/, '')

/** Reads records from pieces of text cut anywhere. */
export function createCsvReader() {
  let state: 'start' | 'plain' | 'quoted' | 'quote' = 'start'
  let field = ''
  let wasQuoted = false
  let record: CsvField[] = []
  let isFirst = true
  let afterReturn = false

  function endField() {
    record.push(field === '' && !wasQuoted ? null : unguard(field))
    field = ''
    wasQuoted = false
    state = 'start'
  }
  function* endRecord() {
    endField()
    if (record.length > 1 || record[0] !== null) yield record
    record = []
  }

  return {
    *read(text: string): Generator<CsvField[]> {
      for (const character of text) {
        if (isFirst) {
          isFirst = false
          if (character === '\uFEFF') continue
        }
        const isNewlineOfReturn = afterReturn && character === '\n'
        afterReturn = false
        if (isNewlineOfReturn) continue
        if (state === 'quoted') {
          if (character === '"') state = 'quote'
          else field += character
        } else if (character === '"' && state === 'quote') {
          field += character
          state = 'quoted'
        } else if (character === '"' && state === 'start') {
          wasQuoted = true
          state = 'quoted'
        } else if (character === ',') endField()
        else if (character === '\n' || character === '\r') {
          afterReturn = character === '\r'
          yield* endRecord()
        } else {
          field += character
          state = 'plain'
        }
      }
    },
    /** Characters of the field under way. */
    waiting: () => field.length,

    /** The last record, where no line end follows it. */
    *end(): Generator<CsvField[]> {
      if (field !== '' || wasQuoted || record.length > 0) yield* endRecord()
    },
  }
}
