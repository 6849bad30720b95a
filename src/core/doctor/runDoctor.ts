import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { type ForwardResult, forwardRequest } from '../endpoint/forwardRequest.ts'
import { createOutbound } from '../outbound/createOutbound.ts'
import { startCertificateHost } from './certificateHost.ts'
import { type CaseContext, type DoctorCase, doctorCases } from './doctorCases.ts'
import { type DoctorFinding, type DoctorReport, summarise } from './doctorReport.ts'
import { drawId, writeSignedPush } from './signedPush.ts'

export type DoctorOptions = {
  url: string
  formats: readonly DoctorFinding['format'][]
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

/** Sends an endpoint what production will, and what an attacker will, and says how it took each. */
export async function runDoctor(options: DoctorOptions): Promise<DoctorReport> {
  const { formats, signal, now = Date.now, pause = milliseconds => wait(milliseconds) } = options
  const url = new URL(options.url)
  const own = url.href.slice(url.origin.length)
  const genuine = await startCertificateHost(options.certificatePort)
  const forger = await startCertificateHost(0, 'localhost')
  const dispatcher = createOutbound(now).open('replay', { connections: 1, connect: { timeout: 5000 } })
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
    if (!signal.aborted) note(await survives('slow', format, () => sendSlowly(url, own), send, valid))
  } finally {
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
  format: DoctorFinding['format'],
  results: readonly ForwardResult[],
  fetched: boolean,
  neverFetched: boolean,
): DoctorFinding {
  const { code, title, risk, wants } = each
  const milliseconds = Math.max(0, ...results.map(result => result.milliseconds))
  const got = `${results.map(describeResult).join(', then ')}${fetched ? '; the foreign certificate was fetched' : ''}`
  const common = { code, title, format, risk, got, milliseconds }
  if (wants === 'accept') {
    const right = results.every(result => isSuccess(result) && result.milliseconds < patience)
    const unknown = !right && neverFetched ? ' The doctor’s certificate was never asked for.' : ''
    return {
      ...common,
      expected: '2xx within 5 s',
      outcome: right ? (milliseconds >= slow ? 'warn' : 'pass') : each.severity,
      fix: `${each.fix}${unknown}`,
    }
  }
  const refused = results.every(result => result.outcome === 'answered' && result.answer.status >= 400)
  const watched = each.watchesFetch === true && fetched
  return {
    ...common,
    expected: each.watchesFetch === true ? '403, and nothing fetched' : '403',
    outcome: refused && !watched ? 'pass' : each.severity,
    fix: each.fix,
  }
}

/** What overloads must leave the endpoint able to take a genuine push. */
async function survives(
  code: 'oversize' | 'slow',
  format: DoctorFinding['format'],
  attack: () => Promise<{ got: string; end: () => void }>,
  send: (request: HttpRequest) => Promise<ForwardResult>,
  valid: () => HttpRequest,
): Promise<DoctorFinding> {
  const { got, end } = await attack()
  const result = await send(valid())
  end()
  const right = isSuccess(result) && result.milliseconds < patience
  return {
    code,
    title: code === 'oversize' ? 'a body of 8 MB' : 'a sender that dribbles its body',
    format,
    outcome: right ? 'pass' : 'fail',
    expected: 'a genuine push meanwhile is answered with 2xx within 5 s',
    got: `${got}; the genuine one: ${describeResult(result)}`,
    risk: 'One sender can keep all others out.',
    fix:
      code === 'oversize'
        ? 'Stop reading at a limit and answer 413, or cut the connection.'
        : 'Give each request a time limit, and do not handle requests one after the other.',
    milliseconds: result.milliseconds,
  }
}

async function sendOversize(send: (request: HttpRequest) => Promise<ForwardResult>, valid: HttpRequest) {
  const result = await send({ ...valid, body: Buffer.alloc(oversize, 0x78) })
  return { got: describeResult(result), end: () => undefined }
}

/** Promises a body and sends only its beginning; the connection stays open until the end. */
function sendSlowly(url: URL, target: string): Promise<{ got: string; end: () => void }> {
  return new Promise(resolve => {
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
    const socket = connect(port, url.hostname.replace(/^\[|\]$/g, ''))
    socket.on('error', () => resolve({ got: 'it cut the slow connection', end: () => socket.destroy() }))
    socket.on('connect', () => {
      socket.write(`POST ${target} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: 1000\r\n\r\n<`)
      resolve({ got: 'a body was begun', end: () => socket.destroy() })
    })
  })
}

function isSuccess(result: ForwardResult): boolean {
  return result.outcome === 'answered' && result.answer.status >= 200 && result.answer.status < 300
}

function describeResult(result: ForwardResult): string {
  const took = `after ${result.milliseconds} ms`
  return result.outcome === 'answered'
    ? `${result.answer.status} ${took}`
    : `no answer ${took} (${result.reason})`
}
