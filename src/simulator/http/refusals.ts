import { describeXmlProblem, type XmlProblem } from '../../protocol/xml/xmlProblem.ts'
import { type OutOfRange, outOfRange as rangeProblem } from '../queue/attributes.ts'
import { type Refusal, refuse } from './operation.ts'

/** The documented codes first; the documented words where they fit, and what was wrong where they leave blanks. */
export function xmlRefusal(problem: XmlProblem): Refusal {
  switch (problem.kind) {
    case 'malformed':
      return refuse(
        'MalformedXML',
        `The XML you provided was not well-formed: ${describeXmlProblem(problem)}.`,
      )
    case 'limit':
      return refuse('MalformedXML', `The XML you provided is over a limit: ${describeXmlProblem(problem)}.`)
    case 'schema':
      return refuse(
        'InvalidArgument',
        `The XML you provided did not validate against our published schema, cause by Element ${problem.element ?? ''}: ${describeXmlProblem(problem)}.`,
      )
    default:
      return problem.kind satisfies never
  }
}

export function outOfRange({ element, low, high }: OutOfRange): Refusal {
  return refuse('InvalidArgument', `The value of ${element} should between ${low} and ${high} seconds/bytes.`)
}

/** A whole number within its range, undefined where it is absent, or why it is refused. */
export function integerHeader(
  value: string | undefined,
  name: string,
  low: number,
  high: number,
): number | undefined | Refusal {
  if (value === undefined || value === '') return undefined
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  const wrong = rangeProblem(name, number, { low, high })
  return wrong === null ? number : outOfRange(wrong)
}

/** The same for an item of the query string, which has a code of its own for what is no number at all. */
export function integerItem(
  value: string | undefined,
  name: string,
  low: number,
  high: number,
): number | undefined | Refusal {
  if (value === undefined) return undefined
  if (!/^-?\d{1,9}$/.test(value)) {
    return refuse('InvalidQueryString', `Http request URL contains invalid querystring item "${name}".`)
  }
  const wrong = rangeProblem(name, Number(value), { low, high })
  return wrong === null ? Number(value) : outOfRange(wrong)
}
