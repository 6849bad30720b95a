import { once } from 'node:events'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import type { DoctorFinding, DoctorFormat } from '../../contract/doctor.ts'
import { asIs, type Words } from '../../contract/words.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { type ForwardResult, forwardRequest } from '../endpoint/forwardRequest.ts'
import type { OpenConnections } from '../outbound/createOutbound.ts'
import { startCertificateHost } from './certificateHost.ts'
import { type CaseContext, type DoctorCase, doctorCases } from './doctorCases.ts'
import { type DoctorReport, summarise } from './doctorReport.ts'
import { drawId, writeSignedPush } from './signedPush.ts'

export type DoctorOptions = {
  url: string
  formats: readonly DoctorFormat[]
  open: OpenConnections
  /** Where the genuine certificate is served; 0 takes any free one. */
  certificatePort: number
  now?: () => number
  /** Milliseconds; tests need not wait. */
  pause?: (milliseconds: number) => Promise<unknown>
  signal: AbortSignal
  onStart?: (certificateHost: string) => void
  onFinding?: (finding: DoctorFinding) => void
}

/** MNS waits this long for an answer; from `slow` on it is a near miss. */
const patience = 5000
const slow = 4000
const oversize = 8 * 1024 * 1024

/** How many findings an examination comes to. */
export const countFindings = (formats: number): number =>
  doctorCases.reduce((sum, { once }) => sum + (once ? 1 : formats), 2)

/** Sends an endpoint what production will, and what an attacker will, and says how it took each. */
export async function runDoctor(options: DoctorOptions): Promise<DoctorReport> {
  const { formats, signal, now = Date.now, pause = milliseconds => wait(milliseconds) } = options
  const url = new URL(options.url)
  const own = url.href.slice(url.origin.length)
  const genuine = await startCertificateHost(options.certificatePort)
  const forger = await startCertificateHost(0, 'localhost')
  const dispatcher = options.open('replay', { connections: 1, connect: { timeout: 5000 } })
  const aside = options.open('replay', { connections: 1, connect: { timeout: 5000 } })
  const findings: DoctorFinding[] = []
  const note = (finding: DoctorFinding) => {
    findings.push(finding)
    options.onFinding?.(finding)
  }
  const send = (request: HttpRequest): Promise<ForwardResult> =>
    forwardRequest(dispatcher, `${url.origin}/`, request, signal)
  options.onStart?.(genuine.host)
  try {
    for (const each of doctorCases) {
      for (const format of each.once ? formats.slice(0, 1) : formats) {
        if (signal.aborted) break
        const context: CaseContext = { format, target: own, genuine: genuine.signer, forger, now }
        const before = forger.fetches()
        const results = await sendAll(each, context, send, pause)
        const fetched = forger.fetches() > before
        note(judge(each, format, results, fetched, genuine.fetches() === 0))
      }
    }
    const format = formats[0] ?? 'xml'
    const valid = () => {
      const at = now()
      const contents = { message: 'still there?', tag: null, messageId: drawId(), publishedAt: at, date: at }
      return writeSignedPush({ ...contents, format, target: own }, genuine.signer)
    }
    if (!signal.aborted)
      note(await survives('oversize', format, () => sendOversize(send, valid()), send, valid))
    if (!signal.aborted) note(await survives('slow', format, () => sendSlowly(aside, url, own), send, valid))
  } finally {
    await aside.destroy()
    await dispatcher.destroy()
    await forger.stop()
    await genuine.stop()
  }
  return summarise(options.url, findings)
}

async function sendAll(
  each: DoctorCase,
  context: CaseContext,
  send: (request: HttpRequest) => Promise<ForwardResult>,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<ForwardResult[]> {
  const requests = each.requests(context)
  const results: ForwardResult[] = []
  for (const [index, request] of requests.entries()) {
    if (each.after !== undefined && index === requests.length - 1) await pause(each.after)
    results.push(await send(request))
  }
  return results
}

function judge(
  each: DoctorCase,
  format: DoctorFormat,
  results: readonly ForwardResult[],
  fetched: boolean,
  neverFetched: boolean,
): DoctorFinding {
  const { code, title, risk, wants } = each
  const milliseconds = Math.max(0, ...results.map(result => result.milliseconds))
  const got = sayGot(results, fetched)
  const common = { code, title, format, risk, got, milliseconds }
  if (wants === 'accept') {
    const right = results.every(result => isSuccess(result) && result.milliseconds < patience)
    return {
      ...common,
      expected: { en: '2xx within 5 s', zh: '5 秒内返回 2xx' },
      outcome: right ? (milliseconds >= slow ? 'warn' : 'pass') : each.severity,
      fix: !right && neverFetched ? unfetched(each.fix) : each.fix,
    }
  }
  const refused = results.every(result => result.outcome === 'answered' && result.answer.status >= 400)
  const watched = each.watchesFetch === true && fetched
  return {
    ...common,
    expected:
      each.watchesFetch === true
        ? { en: '403, and nothing fetched', zh: '403，且不下载任何内容' }
        : asIs('403'),
    outcome: refused && !watched ? 'pass' : each.severity,
    fix: each.fix,
  }
}

function sayGot(results: readonly ForwardResult[], fetched: boolean): Words {
  const said = results.map(describeResult)
  const got = { en: said.map(({ en }) => en).join(', then '), zh: said.map(({ zh }) => zh).join('，然后 ') }
  if (!fetched) return got
  return {
    en: `${got.en}; the foreign certificate was fetched`,
    zh: `${got.zh}；下载了外部证书`,
  }
}

const unfetched = (fix: Words): Words => ({
  en: `${fix.en} The doctor’s certificate was never asked for.`,
  zh: `${fix.zh}诊断所用的证书从未被请求。`,
})

type Attack = { got: Words; end: () => void }

/** What overloads must leave the endpoint able to take a genuine push. */
async function survives(
  code: 'oversize' | 'slow',
  format: DoctorFormat,
  attack: () => Promise<Attack>,
  send: (request: HttpRequest) => Promise<ForwardResult>,
  valid: () => HttpRequest,
): Promise<DoctorFinding> {
  const { got, end } = await attack()
  const result = await send(valid())
  end()
  const answer = describeResult(result)
  const right = isSuccess(result) && result.milliseconds < patience
  return {
    code,
    title:
      code === 'oversize'
        ? { en: 'a body of 8 MB', zh: '8 MB 的正文' }
        : { en: 'a sender that dribbles its body', zh: '极慢地发送正文的发送方' },
    format,
    outcome: right ? 'pass' : 'fail',
    expected: {
      en: 'a genuine push meanwhile is answered with 2xx within 5 s',
      zh: '期间的真实推送应在 5 秒内得到 2xx',
    },
    got: { en: `${got.en}; the genuine one: ${answer.en}`, zh: `${got.zh}；真实推送：${answer.zh}` },
    risk: { en: 'One sender can keep all others out.', zh: '一个发送方就能挡住其他所有人。' },
    fix:
      code === 'oversize'
        ? {
            en: 'Stop reading at a limit and answer 413, or cut the connection.',
            zh: '读到上限就停止并返回 413，或断开连接。',
          }
        : {
            en: 'Give each request a time limit, and do not handle requests one after the other.',
            zh: '为每个请求设置时限，并且不要逐个串行处理请求。',
          },
    milliseconds: result.milliseconds,
  }
}

async function sendOversize(
  send: (request: HttpRequest) => Promise<ForwardResult>,
  valid: HttpRequest,
): Promise<Attack> {
  const result = await send({ ...valid, body: Buffer.alloc(oversize, 0x78) })
  return { got: describeResult(result), end: () => undefined }
}

/** Promises a body and sends only its beginning; the connection stays open until the end. */
async function sendSlowly(dispatcher: Dispatcher, url: URL, path: string): Promise<Attack> {
  const stopping = new AbortController()
  const { signal } = stopping
  const { promise, resolve } = Promise.withResolvers<Words>()
  async function* dribble() {
    yield '<'
    resolve({ en: 'a body was begun', zh: '开始发送正文' })
    if (!signal.aborted) await once(signal, 'abort')
  }
  const request = { origin: url.origin, path, method: 'POST', headers: { 'content-length': '1000' } } as const
  dispatcher
    .request({ ...request, body: Readable.from(dribble()), signal })
    .then(({ body }) => body.dump())
    .catch(() => resolve({ en: 'it cut the slow connection', zh: '断开了慢速连接' }))
  return { got: await promise, end: () => stopping.abort() }
}

function isSuccess(result: ForwardResult): boolean {
  return result.outcome === 'answered' && result.answer.status >= 200 && result.answer.status < 300
}

function describeResult({ milliseconds, ...result }: ForwardResult): Words {
  if (result.outcome === 'answered') {
    const { status } = result.answer
    return { en: `${status} after ${milliseconds} ms`, zh: `${milliseconds} 毫秒后返回 ${status}` }
  }
  const { reason } = result
  return {
    en: `no answer after ${milliseconds} ms (${reason.en})`,
    zh: `${milliseconds} 毫秒后没有响应（${reason.zh}）`,
  }
}
