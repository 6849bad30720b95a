import { signMnsV2 } from '../../../src/protocol/requestSignature/mnsV2.ts'
import type { Simulator } from '../../../src/simulator/startSimulator.ts'

export type MnsAnswer = { status: number; headers: Headers; text: string }

/** A signed call with the account's own key, for operations that the published client lacks. */
export async function callMns(
  simulator: Simulator,
  method: string,
  target: string,
  text = '',
  given: Record<string, string> = {},
): Promise<MnsAnswer> {
  const body = Buffer.from(text)
  const headers = Object.entries({ 'Content-Type': 'text/xml', ...given })
  const signed = signMnsV2({ method, target, headers, body }, simulator, Date.now())
  const answer = await fetch(simulator.endpoint + target, {
    method,
    headers: [...headers, ...signed].map(([name, value]) => [name, value] as [string, string]),
    ...(text === '' ? {} : { body }),
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

export function subscriptionXml(settings: Record<string, string>): string {
  const fields = Object.entries(settings).map(([name, value]) => `<${name}>${value}</${name}>`)
  return `<?xml version="1.0" encoding="utf-8"?><Subscription xmlns="http://mns.aliyuncs.com/doc/v1/">${fields.join('')}</Subscription>`
}

export function messageXml(body: string, rest = ''): string {
  return `<Message xmlns="http://mns.aliyuncs.com/doc/v1/"><MessageBody>${body}</MessageBody>${rest}</Message>`
}

/** The text of the first element of that name. */
export function elementIn(text: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]
}
