import type { Read } from '../../protocol/xml/xmlProblem.ts'
import { type Call, type Refusal as HttpRefusal, type Reply, refuse } from '../http/operation.ts'
import { integerHeader, xmlRefusal } from '../http/refusals.ts'
import type { PageRequest } from './page.ts'
import type { Refusal } from './refusal.ts'

export function created(outcome: 'created' | 'unchanged', location: string): Reply {
  return { status: outcome === 'created' ? 201 : 204, headers: [['Location', location]] }
}

/** A state machine's refusal in the words of the HTTP face. */
export function toHttpRefusal({ code, message }: Refusal): HttpRefusal {
  return refuse(code, message ?? undefined)
}

/** Hands what was read on, or says why it couldn't be. */
export function withDocument<Value>(
  read: Read<Value>,
  answer: (value: Value) => Reply | HttpRefusal,
): Reply | HttpRefusal {
  return read.ok ? answer(read.value) : xmlRefusal(read.problem)
}

/** The paging headers of a list request. */
export function readPageRequest(call: Call): { readonly page: PageRequest } | HttpRefusal {
  const limit = integerHeader(call.header('x-mns-ret-number'), 'x-mns-ret-number', 1, 1000)
  if (typeof limit === 'object') return limit
  const marker = call.header('x-mns-marker') || null
  const prefix = call.header('x-mns-prefix') || null
  return { page: { marker, prefix, limit: limit ?? null } }
}

export function isOverride(call: Call): boolean {
  return call.query.get('metaoverride')?.toLowerCase() === 'true'
}

/** Whether a list is to tell its items' attributes too. */
export function wantsAttributes(call: Call): boolean {
  return call.header('x-mns-with-meta')?.toLowerCase() === 'true'
}
