import {
  type DirectSms,
  readDirectMail,
  readDirectSms,
  type SmsParameters,
} from '../../protocol/xml/directAttributes.ts'
import { describeXmlProblem } from '../../protocol/xml/xmlProblem.ts'
import type { Delivery, DeliveryAnswer } from '../push/delivery.ts'
import type { SmsGateway } from '../sms/smsGateway.ts'
import type { Outbox } from './outbox.ts'

/** Mail goes to the outbox as the publisher's DirectMail attribute asks. */
export function deliverMail(outbox: Outbox, delivery: Delivery, to: string, at: number): DeliveryAnswer {
  const { message } = delivery
  if (message.directMail === null)
    return impossible('the message was published without a DirectMail attribute')
  const mail = readDirectMail(message.directMail)
  if (!mail.ok) return impossible(describeXmlProblem(mail.problem))
  const { accountName: from, ...rest } = mail.value
  outbox.add({ kind: 'mail', at, messageId: message.id, to, from, body: message.body, ...rest })
  return { outcome: 'accepted', detail: { to } }
}

/** SMS go the way of all SMS, receipts included, as the publisher's DirectSMS attribute asks. */
export function deliverSms(gateway: SmsGateway, delivery: Delivery, phone: string | null): DeliveryAnswer {
  const { message } = delivery
  if (message.directSms === null) return impossible('the message was published without a DirectSMS attribute')
  const sms = readDirectSms(message.directSms)
  if (!sms.ok) return impossible(describeXmlProblem(sms.problem))
  const addressed = addressees(sms.value, phone)
  if (typeof addressed === 'string') return impossible(addressed)
  const { signName, templateCode } = sms.value
  const orders = addressed.map(([to, parameters]) => ({
    phone: to,
    signName,
    templateCode,
    parameters,
    outId: '',
    extendCode: '',
  }))
  const sent = gateway.send(orders, message.id)
  if (sent.outcome === 'refused') return impossible(`${sent.code}: ${sent.message}`)
  return { outcome: 'accepted', detail: { to: addressed.map(([to]) => to).join(','), bizId: sent.bizId } }
}

type Addressed = readonly (readonly [phone: string, parameters: SmsParameters])[]

/** Who gets which parameters, or why nobody does. */
function addressees(sms: DirectSms, phone: string | null): Addressed | string {
  if (sms.type === 'multiContent') {
    if (phone !== null) return 'multiContent goes to sms:directsms:anonymous alone'
    const all = [...sms.parametersByPhone]
    return all.length === 0 ? 'SmsParams names no phone number' : all
  }
  if (phone !== null) return [[phone, sms.parameters]]
  if (sms.receivers.length === 0) return 'an anonymous SMS endpoint needs a Receiver in DirectSMS'
  return sms.receivers.map(receiver => [receiver, sms.parameters] as const)
}

function impossible(reason: string): DeliveryAnswer {
  return { outcome: 'impossible', detail: { reason } }
}
