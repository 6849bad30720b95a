import type { SendLogPreview } from '../../contract/sends.ts'
import { createCsvReader } from '../export/csv.ts'
import { fieldOfColumn, isArchive, readSend } from './readSend.ts'

const shown = 5

/** What the beginning of a log would be read as, before anything of it is stored. */
export function previewLog(text: string): SendLogPreview {
  const { names, records } = beginningOf(text.replace(/^\uFEFF/, '').trimStart())
  const columns = names.map(name => ({ name, field: fieldOfColumn(name) }))
  const has = (field: string) => columns.some(column => column.field === field)
  const read = records.slice(0, shown).map(readSend)
  return {
    isExport: isArchive(names),
    columns,
    missing: [
      ...(has('phone') ? [] : ['phone' as const]),
      ...(has('bizId') || has('sendTime') ? [] : ['when' as const]),
    ],
    sends: read.flatMap(send => ('en' in send ? [] : [send])),
    unreadable: read.flatMap(send => ('en' in send ? [send] : []))[0] ?? null,
  }
}

type Beginning = { names: string[]; records: (readonly [string, unknown])[][] }

function beginningOf(text: string): Beginning {
  if (!text.startsWith('{')) {
    const reader = createCsvReader()
    const [head = [], ...rows] = [...reader.read(text.endsWith('\n') ? text : `${text}\n`)]
    const names = head.map(name => name ?? '')
    return { names, records: rows.map(row => names.map((name, at) => [name, row[at] ?? null] as const)) }
  }
  const records = text.split('\n').flatMap(line => {
    const object = parseObject(line)
    return object === null ? [] : [Object.entries(object)]
  })
  return { names: [...new Set(records.flatMap(members => members.map(([name]) => name)))], records }
}

/** The last line of a beginning may be cut: it is none. */
function parseObject(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
