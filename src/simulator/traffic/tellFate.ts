import type { Random } from '../random.ts'
import type { PlannedReport, ReceiptFate } from '../sms/receiptFate.ts'
import { carrierOf, carriers, type TrafficCarrier } from './carriers.ts'
import { deliveredCode, type ErrCode, errCodes } from './errCodes.ts'
import type { TrafficMix } from './trafficMix.ts'

const replies = ['TD', '1', '收到', '好的', '退订', 'R', '谢谢', 'Y']
/** The 95th percentile of a standard normal distribution. */
const normal95 = 1.6449

/** Draws the fate of one SMS. Every fate takes the same number of draws, so that one setting doesn't shift the rest. */
export function tellFate(phone: string, mix: TrafficMix, random: Random): ReceiptFate {
  const carrier = carrierOf(phone) ?? pickCarrier(mix.carriers, random())
  const failed = random() < mix.fail
  const failure = pickWeighted(errCodes[carrier], random())
  const latency = drawLatency(mix, random)
  const [lost, changed, duplicate, gap] = [random(), random(), random(), random()]
  const [replied, reply, thinking] = [random(), random(), random()]
  const first = report(failed ? failure : deliveredCode, latency)
  const later = latency + 1000 + gap * 30_000
  const reports = [first]
  if (changed < mix.changed) reports.push(report(failed ? deliveredCode : failure, later))
  else if (duplicate < mix.duplicate) reports.push({ ...first, after: Math.round(later) })
  const answers = !failed && replied < mix.reply
  const content = replies[Math.floor(reply * replies.length)] ?? ''
  return {
    reports: lost < mix.lost ? [] : reports,
    reply: answers ? { after: Math.round(latency + 3000 + thinking * 60_000), content } : null,
  }
}

export function pickCarrier(shares: TrafficMix['carriers'], draw: number): TrafficCarrier {
  const weighted = carriers.map((carrier, index) => ({ carrier, weight: shares[index] ?? 0 }))
  return pickWeighted(weighted, draw).carrier
}

function report({ code, message }: Pick<ErrCode, 'code' | 'message'>, after: number): PlannedReport {
  return { after: Math.round(after), errCode: code, errMessage: message }
}

/** Log-normal: most receipts come soon, a few take very long. */
function drawLatency({ latency, tail }: TrafficMix, random: Random): number {
  const spread = Math.max(0, Math.log(tail / latency) / normal95)
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.min(latency * Math.exp(spread * normal), 72 * 3_600_000)
}

function pickWeighted<Item extends { readonly weight: number }>(items: readonly Item[], draw: number): Item {
  const total = items.reduce((sum, item) => sum + item.weight, 0)
  let left = draw * total
  for (const item of items) {
    left -= item.weight
    if (left < 0) return item
  }
  const last = items.at(-1)
  if (last === undefined) throw new RangeError('nothing to pick from')
  return last
}
