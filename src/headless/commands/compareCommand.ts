import type { DayComparison, DayCount } from '../../contract/compensation.ts'
import { lastChinaDays, parseChinaDay, showChinaDay } from '../api/chinaDays.ts'
import { chooseAccount } from '../api/chooseAccount.ts'
import { toDay } from '../api/toRun.ts'
import { accountOption } from '../command/accountOption.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { connectToInstance } from '../command/instance.ts'
import { urlOption } from '../command/instanceAddress.ts'
import { showTable } from '../command/showTable.ts'
import { type Io, print } from '../io.ts'

const usualDays = 7

export const compareCommand: Command = {
  name: 'compare',
  summary: 'Hold the daily sums of the service against what came here',
  operands: null,
  options: {
    url: urlOption,
    account: accountOption,
    from: { value: 'DAY', about: 'The first day of China, such as 2026-11-01. Without it: a week.' },
    to: { value: 'DAY', about: 'The last one. Without it: today.' },
    json: { about: 'One JSON object a line instead of a table.' },
  },
  notes: [
    'What came by the account counts, and what a log of sends named it for. At most 31 days. Exit 0 when every day agrees, 1 when one differs or not everything could be counted.',
  ],
  examples: ['receiptscope compare --url "$URL" --account shop --from 2026-11-01 --to 2026-11-07'],
  run: compare,
}

async function compare(given: Given, io: Io): Promise<number> {
  const to = readDay(given, 'to') ?? lastChinaDays(Date.now(), 1).to
  const noon = Date.parse(`${showChinaDay(to)}T12:00:00+08:00`)
  const from = readDay(given, 'from') ?? lastChinaDays(noon, usualDays).from
  const client = await connectToInstance(given, io)
  try {
    const { id } = chooseAccount(await client.call('accounts.list', null), given.text('account'))
    const { days, partial } = await client.call(
      'compensation.compare',
      { account: id, from, to },
      { signal: io.stop },
    )
    await print(io.stdout, given.isSet('json') ? toLines(days) : toTable(days))
    if (partial)
      await print(io.stderr, 'receiptscope compare: there is too much to count in time; name fewer days\n')
    return partial || days.some(({ difference }) => difference !== null) ? 1 : 0
  } finally {
    client.close()
  }
}

function readDay(given: Given, option: string): string | null {
  const text = given.text(option)
  if (text === null) return null
  const compact = parseChinaDay(text)
  if (compact !== null) return compact
  throw new UsageError(`--${option} expects a day such as 2026-11-01, not ${JSON.stringify(text)}`)
}

const toLines = (days: DayComparison[]) => days.map(day => `${JSON.stringify(toDay(day))}\n`).join('')

const kinds = ['sent', 'delivered', 'failed', 'unreported'] as const satisfies (keyof DayCount)[]

/** Each sum as here / at the service. */
function toTable(days: DayComparison[]): string {
  if (days.length === 0) return 'Neither side knows of any send in these days.\n'
  const rows = days.map(({ day, ours, theirs, difference }) => [
    showChinaDay(day),
    ...kinds.map(kind => `${ours[kind]} / ${theirs[kind]}`),
    difference === null ? 'agree' : 'differ',
  ])
  return showTable(['day', 'sent', 'delivered', 'failed', 'no receipt', 'here / service'], rows, 1)
}
