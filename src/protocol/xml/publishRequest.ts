import { Fields, readRoot } from './fields.ts'
import { requestLimits, type XmlLimits } from './readXml.ts'
import { field, writeDocument } from './writeXml.ts'
import { childOf } from './xmlElement.ts'
import type { Read } from './xmlProblem.ts'

export type PublishRequest = {
  readonly body: string
  readonly messageTag: string | null
  /** Text of `DirectMail` and `DirectSMS`, each a JSON object; `directAttributes.ts` reads and writes it. */
  readonly directMail: string | null
  readonly directSms: string | null
  /** True where the body came without the escaping XML asks for and was taken as it stood. */
  readonly unescaped: boolean
}

export function writePublishRequest(request: Omit<PublishRequest, 'unescaped'>): string {
  const attributes = field('DirectMail', request.directMail) + field('DirectSMS', request.directSms)
  return writeDocument(
    'Message',
    field('MessageBody', request.body) +
      field('MessageTag', request.messageTag) +
      (attributes === '' ? '' : `<MessageAttributes>${attributes}</MessageAttributes>`),
  )
}

export function readPublishRequest(
  input: Uint8Array | string,
  limits: XmlLimits = requestLimits,
): Read<PublishRequest> {
  const root = readRoot(input, ['Message'], limits)
  if (!root.ok) return root
  const fields = new Fields(root.value)
  const attributes = childOf(root.value, 'MessageAttributes')
  const direct = attributes === undefined ? null : new Fields(attributes)
  return fields.result({
    body: fields.requiredRawText('MessageBody'),
    messageTag: fields.text('MessageTag'),
    directMail: direct?.text('DirectMail') ?? null,
    directSms: direct?.text('DirectSMS') ?? null,
    unescaped: childOf(root.value, 'MessageBody')?.literal ?? false,
  })
}
