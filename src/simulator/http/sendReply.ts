import type { ServerResponse } from 'node:http'
import { formatHttpDate } from '../../protocol/canonical/httpDate.ts'
import type { Clock } from '../clock.ts'
import type { FaultPlan } from './faultPlan.ts'
import type { Reply } from './operation.ts'

export const serverName = 'ReceiptScope-Simulator'

type Times = { readonly wall: Clock; readonly now: () => number }

export function sendReply(
  response: ServerResponse,
  reply: Reply,
  plan: FaultPlan | null,
  times: Times,
): void {
  if (response.destroyed) return
  const body = plan?.malformed && reply.body !== undefined ? cutShort(reply.body) : (reply.body ?? '')
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
  const headers = ['Date', dateText(times.now()), 'Server', serverName]
  for (const [name, value] of reply.headers ?? []) headers.push(name, value)
  if (reply.status !== 204) headers.push('Content-Length', String(length))
  response.sendDate = false
  response.writeHead(reply.status, headers)
  if (plan !== null && plan.trickle > 0) trickle(response, Buffer.from(body), plan.trickle, times.wall)
  else endWith(response, body, length)
}

/** Text of one byte a character is not encoded anew; all text leaves in one piece with the headers. */
function endWith(response: ServerResponse, body: string | Uint8Array, length: number): void {
  if (typeof body === 'string' && body.length === length) response.end(body, 'latin1')
  else response.end(body)
}

let dateSecond = Number.NaN
let dateLine = ''

/** The text changes once a second; thousands of answers share it. */
function dateText(now: number): string {
  const second = Math.floor(now / 1000)
  if (second !== dateSecond) {
    dateSecond = second
    dateLine = formatHttpDate(second * 1000)
  }
  return dateLine
}

/** Loses the last third: the root element is never closed. */
function cutShort(body: string | Uint8Array): Uint8Array {
  const bytes = Buffer.from(body)
  return bytes.subarray(0, Math.ceil((bytes.length * 2) / 3))
}

const pieces = 20

function trickle(response: ServerResponse, body: Buffer, milliseconds: number, wall: Clock): void {
  const step = Math.max(1, Math.ceil(body.length / pieces))
  const next = (from: number) => {
    if (response.destroyed) return
    response.write(body.subarray(from, from + step))
    if (from + step >= body.length) response.end()
    else wall.at(wall.now() + milliseconds / pieces, () => next(from + step))
  }
  next(0)
}
