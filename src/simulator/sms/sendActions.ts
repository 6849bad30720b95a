import type { SmsParameters } from '../../protocol/xml/directAttributes.ts'
import type { SmsCall } from './smsCall.ts'
import type { SmsOrder } from './smsGateway.ts'
import { missing, refuseBusiness, type SmsRefusal } from './smsRefusal.ts'

type Orders = { readonly outcome: 'read'; readonly orders: readonly SmsOrder[] }

const mostNumbers = 1000
const mostBatched = 100

/** `SendSms`: one text to up to a thousand numbers. */
export function readSendSms(call: SmsCall): Orders | SmsRefusal {
  const phones = call.parameter('PhoneNumbers')
  const signName = call.parameter('SignName')
  const templateCode = call.parameter('TemplateCode')
  if (phones === '') return missing('PhoneNumbers')
  if (signName === '') return missing('SignName')
  if (templateCode === '') return missing('TemplateCode')
  const parameters = readParameters(call.parameter('TemplateParam'))
  if (parameters === null) return notJson('TemplateParam', 'an object')
  const numbers = phones.split(',')
  if (numbers.length > mostNumbers) return tooMany(numbers.length, mostNumbers)
  const rest = { outId: call.parameter('OutId'), extendCode: call.parameter('SmsUpExtendCode') }
  return {
    outcome: 'read',
    orders: numbers.map(phone => ({ phone, signName, templateCode, parameters, ...rest })),
  }
}

/** `SendBatchSms`: up to a hundred numbers, each with a signature and parameters of its own. */
export function readSendBatchSms(call: SmsCall): Orders | SmsRefusal {
  for (const name of ['PhoneNumberJson', 'SignNameJson', 'TemplateCode']) {
    if (call.parameter(name) === '') return missing(name)
  }
  const phones = readList(call.parameter('PhoneNumberJson'))
  const signNames = readList(call.parameter('SignNameJson'))
  const parameters = readList(call.parameter('TemplateParamJson') || '[]')
  const extendCodes = readList(call.parameter('SmsUpExtendCodeJson') || '[]')
  if (phones === null) return notJson('PhoneNumberJson', 'an array')
  if (signNames === null) return notJson('SignNameJson', 'an array')
  if (parameters === null) return notJson('TemplateParamJson', 'an array')
  if (extendCodes === null) return notJson('SmsUpExtendCodeJson', 'an array')
  if (phones.length > mostBatched) return tooMany(phones.length, mostBatched)
  const fits = (list: readonly unknown[]) => list.length === 0 || list.length === phones.length
  if (phones.length === 0 || signNames.length !== phones.length || !fits(parameters) || !fits(extendCodes)) {
    return refuseBusiness(
      'isv.INVALID_PARAMETERS',
      'the arrays of numbers, signatures and parameters must be of one length',
    )
  }
  const orders: SmsOrder[] = []
  for (const [index, phone] of phones.entries()) {
    const own = readParameters(parameters[index] ?? '')
    if (own === null) return notJson(`TemplateParamJson[${index}]`, 'an object')
    orders.push({
      phone: String(phone),
      signName: String(signNames[index]),
      templateCode: call.parameter('TemplateCode'),
      parameters: own,
      outId: call.parameter('OutId'),
      extendCode: String(extendCodes[index] ?? ''),
    })
  }
  return { outcome: 'read', orders }
}

/** Template variables as a map; numbers are taken as their digits. Null where it is no JSON object. */
function readParameters(given: unknown): SmsParameters | null {
  if (given === '') return new Map()
  const value = typeof given === 'string' ? parseJson(given) : given
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return new Map(
    Object.entries(value).map(([name, text]) => [
      name,
      typeof text === 'string' ? text : JSON.stringify(text),
    ]),
  )
}

function readList(text: string): readonly unknown[] | null {
  const value = parseJson(text)
  return Array.isArray(value) ? value : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function notJson(parameter: string, expected: string): SmsRefusal {
  return refuseBusiness('isv.INVALID_JSON_PARAM', `${parameter} must be ${expected} in JSON`)
}

function tooMany(count: number, most: number): SmsRefusal {
  return refuseBusiness(
    'isv.MOBILE_COUNT_OVER_LIMIT',
    `${count} numbers were given; at most ${most} are taken`,
  )
}
