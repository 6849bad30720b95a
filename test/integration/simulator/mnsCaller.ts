import { call, type Target } from './wire.ts'

/** A signed call in short, for operations that the published client lacks. */
export async function callMns(
  simulator: Target,
  method: string,
  target: string,
  body = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const given = [['Content-Type', 'text/xml'] as const, ...Object.entries(headers)]
  const answer = await call(simulator, { method, target, body, headers: given })
  return { status: answer.status, text: answer.body }
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
