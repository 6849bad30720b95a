import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ApiError } from '../../contract/apiError.ts'
import type { SqlAnswer } from '../../contract/sql.ts'
import type { SqlJob, SqlOutcome } from './querySql.ts'
import { type StartProcess, startNodeProcess } from './startProcess.ts'

/** Beside this file, as a source or as an entry of the bundle. */
const entry = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './sqlProcess.ts' : './sqlProcess.js', import.meta.url),
)
const startMilliseconds = 15_000
/** What the process needs, on a busy machine too, to notice that its time is up and to hand over the rows it has. */
const graceMilliseconds = 1000
const watchMilliseconds = 50
const mostBytes = 512 << 20
const mostAtOnce = 4
/** Of the environment, only what a system needs to start a process at all. */
const inherited = ['SystemRoot', 'TMPDIR', 'TEMP', 'TMP', 'LD_LIBRARY_PATH']

export type SqlConsole = ReturnType<typeof createSqlConsole>

/** Runs statements of people over a database file, each in a process that ends with its deadline. */
export function createSqlConsole(path: string, startProcess: StartProcess = startNodeProcess) {
  const running = new Set<() => void>()

  function run(wanted: Omit<SqlJob, 'path'>, signal: AbortSignal): Promise<SqlAnswer> {
    if (signal.aborted) return Promise.reject(cancelled())
    if (running.size >= mostAtOnce) {
      const { size } = running
      const message = { en: `${size} statements are running already`, zh: `已有 ${size} 条语句在执行` }
      const hint = { en: 'Wait for one of them, or cancel it.', zh: '请等待其中一条结束，或取消它。' }
      return Promise.reject(new ApiError('unavailable', message, hint))
    }
    const { promise, resolve, reject } = Promise.withResolvers<SqlAnswer>()
    const job: SqlJob = { ...wanted, path }
    const child = startProcess(entry, { ...environment(), RECEIPTSCOPE_SQL_JOB: JSON.stringify(job) })
    let text = ''
    let end: ApiError | null = null
    const stop = (error: ApiError) => {
      end ??= error
      child.kill()
    }
    const cancel = () => stop(cancelled())
    let deadline = setTimeout(() => stop(tooLate(startMilliseconds)), startMilliseconds)
    const watch = setInterval(() => {
      if (residentBytes(child.pid) > mostBytes) stop(tooLarge())
    }, watchMilliseconds)
    running.add(cancel)
    signal.addEventListener('abort', cancel, { once: true })
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (piece: string) => {
      if (text === '') {
        clearTimeout(deadline)
        const patience = wanted.milliseconds + graceMilliseconds
        deadline = setTimeout(() => stop(tooLate(wanted.milliseconds)), patience)
      }
      text += piece
      // Not every process ends by itself when it has nothing more to do, and what it says last may come after its end.
      if (isWhole(text)) child.kill()
    })
    child.onExit(() => {
      clearTimeout(deadline)
      clearInterval(watch)
      running.delete(cancel)
      signal.removeEventListener('abort', cancel)
      if (end !== null) reject(end)
      else settle(text)
    })
    return promise

    function settle(text: string): void {
      const outcome = parseOutcome(text)
      if (outcome === null) reject(tooLarge())
      else if (outcome.kind === 'answer') resolve(outcome.answer)
      else if (outcome.kind === 'refused') {
        reject(new ApiError('refused', outcome.message, outcome.hint))
      } else {
        const { message } = outcome
        reject(new ApiError('bad-input', { en: message, zh: `SQLite 报错：${message}` }))
      }
    }
  }

  return {
    run,
    close(): void {
      for (const cancel of running) cancel()
    },
  }
}

const cancelled = () => new ApiError('cancelled', { en: 'The statement was cancelled', zh: '语句已取消' })
const tooLate = (milliseconds: number) =>
  new ApiError(
    'timeout',
    {
      en: `The statement took longer than ${milliseconds / 1000} s`,
      zh: `语句执行超过 ${milliseconds / 1000} 秒`,
    },
    {
      en: 'Narrow it, say by received_at, or give it more time.',
      zh: '请缩小范围（例如限定 received_at），或放宽时限。',
    },
  )
const tooLarge = () =>
  new ApiError(
    'refused',
    { en: 'The statement needed too much memory', zh: '语句占用内存过多' },
    { en: 'Ask for less at once.', zh: '请减少一次查询的数据量。' },
  )

const environment = () =>
  Object.fromEntries(
    inherited.flatMap(name => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** The line that its time began with, and the one with the outcome. */
const isWhole = (text: string) => text.length > 1 && text.startsWith('\n') && text.endsWith('\n')

function parseOutcome(text: string): SqlOutcome | null {
  try {
    return JSON.parse(text) as SqlOutcome
  } catch {
    return null
  }
}

/** Where the system says it, on Linux; elsewhere the deadline alone sets the limit. */
function residentBytes(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}
