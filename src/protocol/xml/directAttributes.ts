import { excerpt, found, type Read, schemaProblem } from './xmlProblem.ts'

export type SmsParameters = ReadonlyMap<string, string>

/** A text message published with a topic message: one text for all receivers, or one for each. */
export type DirectSms = {
  readonly signName: string
  readonly templateCode: string
} & (
  | {
      readonly type: 'singleContent'
      readonly receivers: readonly string[]
      readonly parameters: SmsParameters
    }
  | { readonly type: 'multiContent'; readonly parametersByPhone: ReadonlyMap<string, SmsParameters> }
)

export function writeDirectSms(sms: DirectSms): string {
  const { signName: FreeSignName, templateCode: TemplateCode, type: Type } = sms
  switch (sms.type) {
    case 'singleContent':
      return JSON.stringify({
        FreeSignName,
        TemplateCode,
        Type,
        Receiver: sms.receivers.join(','),
        SmsParams: JSON.stringify(Object.fromEntries(sms.parameters)),
      })
    case 'multiContent': {
      const byPhone = [...sms.parametersByPhone].map(
        ([phone, parameters]) => [phone, Object.fromEntries(parameters)] as const,
      )
      const SmsParams = JSON.stringify(Object.fromEntries(byPhone))
      return JSON.stringify({ FreeSignName, TemplateCode, Type, SmsParams })
    }
    default:
      return sms satisfies never
  }
}

export function readDirectSms(text: string): Read<DirectSms> {
  const json = readObject(text, 'DirectSMS')
  if (!json.ok) return json
  const signName = textIn(json.value, 'FreeSignName')
  const templateCode = textIn(json.value, 'TemplateCode')
  const parameters = readObject(json.value.get('SmsParams'), 'SmsParams')
  if (signName === null || templateCode === null) {
    const expected = 'FreeSignName and TemplateCode in DirectSMS'
    return schemaProblem('DirectSMS', expected, [...json.value.keys()].join(', '))
  }
  if (!parameters.ok) return parameters
  const type = textIn(json.value, 'Type')
  switch (type) {
    case 'singleContent': {
      const receivers = (textIn(json.value, 'Receiver') ?? '').split(',').map(phone => phone.trim())
      return found({
        signName,
        templateCode,
        type,
        receivers: receivers.filter(phone => phone !== ''),
        parameters: texts(parameters.value),
      })
    }
    case 'multiContent': {
      const parametersByPhone = new Map<string, SmsParameters>()
      for (const [phone, value] of parameters.value) {
        const own = readObject(value, `SmsParams of ${phone}`)
        if (!own.ok) return own
        parametersByPhone.set(phone, texts(own.value))
      }
      return found({ signName, templateCode, type, parametersByPhone })
    }
    default: {
      const expected = 'singleContent or multiContent as Type of DirectSMS'
      return schemaProblem('DirectSMS', expected, type === null ? 'no Type' : excerpt(type))
    }
  }
}

/** The two numbers and the flag are 0 or 1 on the wire; the body of the mail is the message's own. */
export type DirectMail = {
  readonly accountName: string
  readonly subject: string
  readonly addressType: number
  readonly isHtml: boolean
  readonly replyToAddress: boolean
}

export function writeDirectMail(mail: DirectMail): string {
  return JSON.stringify({
    Subject: mail.subject,
    AccountName: mail.accountName,
    ReplyToAddress: mail.replyToAddress ? 1 : 0,
    AddressType: mail.addressType,
    IsHtml: mail.isHtml ? 1 : 0,
  })
}

export function readDirectMail(text: string): Read<DirectMail> {
  const json = readObject(text, 'DirectMail')
  if (!json.ok) return json
  const accountName = textIn(json.value, 'AccountName')
  const subject = textIn(json.value, 'Subject')
  if (accountName === null || subject === null) {
    const expected = 'AccountName and Subject in DirectMail'
    return schemaProblem('DirectMail', expected, [...json.value.keys()].join(', '))
  }
  return found({
    accountName,
    subject,
    addressType: Number(textIn(json.value, 'AddressType') ?? 0) === 1 ? 1 : 0,
    isHtml: flag(json.value.get('IsHtml')),
    replyToAddress: flag(json.value.get('ReplyToAddress')),
  })
}

/** A JSON object, or a string that holds one, as a map: no key can reach a prototype. */
function readObject(value: unknown, name: string): Read<ReadonlyMap<string, unknown>> {
  const parsed = typeof value === 'string' ? parseJson(value) : value
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
    return found(new Map(Object.entries(parsed)))
  }
  const seen = typeof value === 'string' ? excerpt(value) : value === undefined ? 'nothing' : typeof value
  return schemaProblem(name, `a JSON object as ${name}`, seen)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function texts(values: ReadonlyMap<string, unknown>): SmsParameters {
  return new Map([...values].map(([key, value]) => [key, asText(value)]))
}

function textIn(values: ReadonlyMap<string, unknown>, key: string): string | null {
  const value = values.get(key)
  return value === undefined || value === null ? null : asText(value)
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function flag(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true'
}
