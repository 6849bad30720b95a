import type { SendDetail } from '../../protocol/smsApi/sendDetails.ts'
import type { DayStatistics } from '../../protocol/smsApi/sendStatistics.ts'
import { chinaDay } from './chinaDay.ts'
import { readPhoneNumber } from './phoneNumber.ts'
import type { SendLog, SentSms } from './sendLog.ts'
import type { SmsCall } from './smsCall.ts'
import { missing, refuseBusiness, type SmsRefusal } from './smsRefusal.ts'

const oldestDay = 30
const day = 86_400_000

/** `QuerySendDetails`: what went to one number on one day of the last thirty, newest first. */
export function querySendDetails(
  call: SmsCall,
  log: SendLog,
  now: number,
): { outcome: 'found'; totalCount: number; details: SendDetail[] } | SmsRefusal {
  for (const name of ['PhoneNumber', 'SendDate', 'PageSize', 'CurrentPage']) {
    if (call.parameter(name) === '') return missing(name)
  }
  const phone = readPhoneNumber(call.parameter('PhoneNumber'))
  if (phone === null)
    return refuseBusiness(
      'isv.MOBILE_NUMBER_ILLEGAL',
      `${call.parameter('PhoneNumber')} is no valid phone number`,
    )
  const date = call.parameter('SendDate')
  const badDate = checkDate('SendDate', date) ?? checkAge(date, now)
  if (badDate) return badDate
  const page = readPage(call, 'CurrentPage')
  if ('code' in page) return page
  const all = log.find(phone, date, call.parameter('BizId') || null)
  const details = all.slice(page.from, page.from + page.size).map(toDetail)
  return { outcome: 'found', totalCount: all.length, details }
}

/** `QuerySendStatistics`: totals by day, newest first. */
export function querySendStatistics(
  call: SmsCall,
  log: SendLog,
): { outcome: 'found'; totalSize: number; days: DayStatistics[] } | SmsRefusal {
  for (const name of ['IsGlobe', 'StartDate', 'EndDate', 'PageIndex', 'PageSize']) {
    if (call.parameter(name) === '') return missing(name)
  }
  const first = call.parameter('StartDate')
  const last = call.parameter('EndDate')
  const badDate = checkDate('StartDate', first) ?? checkDate('EndDate', last)
  if (badDate) return badDate
  if (first > last) return refuseBusiness('isv.INVALID_PARAMETERS', 'StartDate must not be after EndDate')
  const page = readPage(call, 'PageIndex')
  if ('code' in page) return page
  const all = log.totals(first, last)
  const days = all.slice(page.from, page.from + page.size).map(({ day: date, total, delivered, failed }) => ({
    date,
    total,
    delivered,
    failed,
    pending: total - delivered - failed,
  }))
  return { outcome: 'found', totalSize: all.length, days }
}

function toDetail(sent: SentSms): SendDetail {
  return {
    phone: sent.phone,
    status: sent.status,
    errCode: sent.errCode === 'DELIVERED' ? 'DELIVRD' : sent.errCode,
    sendTime: sent.sendTime,
    reportTime: sent.reportTime,
    templateCode: sent.templateCode,
    content: sent.content,
    outId: sent.outId === '' ? null : sent.outId,
  }
}

function checkDate(name: string, text: string): SmsRefusal | null {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)))
  return time.getUTCMonth() === Number(month) - 1 && time.getUTCDate() === Number(date)
    ? null
    : refuseBusiness(
        'isv.INVALID_PARAMETERS',
        `${name} must be a day like 20170525, not ${JSON.stringify(text)}`,
      )
}

function checkAge(date: string, now: number): SmsRefusal | null {
  if (date >= chinaDay(now - oldestDay * day)) return null
  return refuseBusiness('isv.INVALID_PARAMETERS', `SendDate must be within the last ${oldestDay} days`)
}

function readPage(call: SmsCall, index: string): { from: number; size: number } | SmsRefusal {
  const size = readInteger(call.parameter('PageSize'))
  const number = readInteger(call.parameter(index))
  if (size < 1 || size > 50) return refuseBusiness('isv.INVALID_PARAMETERS', 'PageSize must be from 1 to 50')
  if (number < 1) return refuseBusiness('isv.INVALID_PARAMETERS', `${index} must be 1 or more`)
  return { from: (number - 1) * size, size }
}

function readInteger(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}
