import { formatHttpDate, parseHttpDate } from '../../canonical/httpDate.ts'
import { readSignedHeaders } from '../../canonical/signedHeaders.ts'
import { headerValue } from '../../httpRequest.ts'
import type { MnsDialect } from '../../requestSignature/mnsDialect.ts'
import type { Evidence } from '../evidence.ts'
import type { ExtensionSlot, Hypothesis } from '../hypothesis.ts'
import { guessContentMd5 } from './guessContentMd5.ts'
import { guessContentType } from './guessContentType.ts'
import { guessMethod } from './guessMethod.ts'
import { guessTarget } from './guessTarget.ts'
import { proposeHeader } from './proposal.ts'
import { respellValue } from './respellValue.ts'

/** The HTTP library may write a date of its own, moments after the one that was signed. */
const secondsApart = 5

/** Everything in which what a client signed may differ from what it sent. */
export function guessRequest(evidence: Evidence, dialect: MnsDialect): Hypothesis[] {
  return [
    ...guessMethod(evidence),
    ...guessContentMd5(evidence),
    ...guessContentType(evidence),
    ...guessRequestDate(evidence, dialect),
    ...guessRequestExtensions(evidence, dialect),
    ...guessTarget(evidence, null),
  ]
}

function guessRequestDate({ request }: Evidence, dialect: MnsDialect): Hypothesis[] {
  const headers = readSignedHeaders(request.headers, dialect.prefix)
  const received = headers.extensionDate ?? headers.date
  const guesses = proposeHeader('date', received)
  guesses.add(headers.date, 'date-replaced', 1)
  guesses.add('', 'header-added', 1)
  const time = parseHttpDate(received ?? '')
  if (time === null) return guesses.all()
  for (const zone of ['UTC', '+0000', '+00:00', '+0800']) {
    guesses.add(formatHttpDate(time).replace('GMT', zone), 'date-respelled', 3)
  }
  guesses.add(new Date(time).toISOString(), 'date-respelled', 3)
  for (let seconds = -secondsApart; seconds <= secondsApart; seconds += 1) {
    guesses.add(formatHttpDate(time + seconds * 1000), 'date-replaced', 2)
  }
  return guesses.all()
}

function guessRequestExtensions({ request }: Evidence, dialect: MnsDialect): Hypothesis[] {
  const { extensions, date } = readSignedHeaders(request.headers, dialect.prefix)
  const seen = new Map<string, number>()
  const present = extensions.flatMap(([name, received]) => {
    const occurrence = seen.get(name) ?? 0
    seen.set(name, occurrence + 1)
    const guesses = proposeHeader(name as ExtensionSlot, received, occurrence)
    guesses.add(null, 'header-added', 1)
    if (name === `${dialect.prefix}version`) guesses.add(dialect.version, 'header-replaced', 1)
    for (const value of respellValue(received)) guesses.add(value, 'header-respelled', 3)
    return guesses.all()
  })
  const missing = [
    [`${dialect.prefix}version`, dialect.version],
    [`${dialect.prefix}date`, date],
  ] as const
  const absent = missing.flatMap(([name, value]) => {
    if (seen.has(name) || value === null) return []
    const guesses = proposeHeader(name, null)
    guesses.add(value, 'header-dropped', 1)
    return guesses.all()
  })
  return [...present, ...absent, ...guessUnsigned(request.headers)]
}

/** Headers that are sent and not part of the string, signed all the same. */
function guessUnsigned(headers: Evidence['request']['headers']): Hypothesis[] {
  return (['security-token', 'host'] as const).flatMap((name): Hypothesis[] => {
    const value = headerValue(headers, name)
    if (value === undefined) return []
    const signed = { en: `${name} had a line of its own`, zh: `${name} 单独占了一行` }
    const received = { en: `${name} is not part of the string`, zh: `${name} 不参与拼接` }
    const edits = [{ kind: 'wrong-scheme', name, signed, received }] as const
    return [{ slot: name, occurrence: 0, signed: value, edits, cause: 'string-form', cost: 2 }]
  })
}
