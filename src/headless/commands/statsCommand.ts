import { type Group, type GroupField, groupFields } from '../../contract/group.ts'
import { openArchive } from '../../core/openArchive.ts'
import { parseGroupFields, toStatistic } from '../api/statistic.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { dataOption, readPlace } from '../command/dataOption.ts'
import { connectToInstance } from '../command/instance.ts'
import { urlOption } from '../command/instanceAddress.ts'
import { queryOption } from '../command/queryOption.ts'
import { showTable } from '../command/showTable.ts'
import { type Io, print } from '../io.ts'
import { readVersion } from '../readVersion.ts'

export const statsCommand: Command = {
  name: 'stats',
  summary: 'Count receipts, by whatever they have in common',
  operands: null,
  options: {
    data: dataOption,
    url: urlOption,
    query: queryOption,
    by: {
      value: 'FIELDS',
      about: `Up to four of ${groupFields.join(', ')}, separated by commas. Without it: all in one.`,
    },
    json: { about: 'One JSON object a line instead of a table.' },
  },
  notes: ['Hours and days are those of UTC in which a receipt was received. The largest group comes first.'],
  examples: ['receiptscope stats --data ./data --query since:24h --by errCode,carrier,hour'],
  run: stats,
}

async function stats(given: Given, io: Io): Promise<number> {
  const place = readPlace(given)
  const by = readBy(given)
  const query = given.text('query') ?? ''
  const { groups, partial } =
    'data' in place ? await fromArchive(place.data, query, by, io) : await fromInstance(given, query, by, io)
  await print(io.stdout, given.isSet('json') ? toLines(groups, by) : toTable(groups, by))
  if (!partial) return 0
  await print(
    io.stderr,
    'receiptscope stats: there is too much to count in time; narrow the query, say with since:24h\n',
  )
  return 1
}

async function fromArchive(data: string, query: string, by: GroupField[], io: Io) {
  const archive = openArchive(data, readVersion(io.root))
  try {
    return { ...(await archive.groups(query, by, io.stop)), partial: false }
  } finally {
    archive.close()
  }
}

async function fromInstance(given: Given, query: string, by: GroupField[], io: Io) {
  const client = await connectToInstance(given, io)
  try {
    return await client.call('receipts.groups', { query, by }, { signal: io.stop })
  } finally {
    client.close()
  }
}

function readBy(given: Given): GroupField[] {
  const fields = parseGroupFields(given.text('by') ?? '')
  if (fields !== null) return fields
  throw new UsageError(`--by expects up to four of ${groupFields.join(', ')}, each once, separated by commas`)
}

const toLines = (groups: Group[], by: GroupField[]) =>
  groups.map(group => `${JSON.stringify(toStatistic(group, by))}\n`).join('')

function toTable(groups: Group[], by: GroupField[]): string {
  const rows = groups.map(({ values, count, delivered, failed, meanLatencyMs }) => [
    ...values.map((value, index) => (value === null ? '-' : nameValue(by[index], value))),
    ...[count, delivered, failed].map(String),
    meanLatencyMs === null ? '-' : `${(meanLatencyMs / 1000).toFixed(1)} s`,
  ])
  return showTable([...by, 'count', 'delivered', 'failed', 'mean latency'], rows, by.length)
}

/** What tells of no delivery has no status: "unknown" reads like a failure. */
const nameValue = (field: GroupField | undefined, value: string) =>
  field === 'status' && value === 'unknown' ? 'no status' : value
