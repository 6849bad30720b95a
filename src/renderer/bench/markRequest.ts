import type { SignatureEdit } from '../../contract/push.ts'
import type { ShownRequest } from '../../contract/signature.ts'

/** `changed` and `added` stand in the request; `missing` was there when it was signed. */
type Mark = 'changed' | 'added' | 'missing'

export type MarkedHeader = { name: string; value: string; mark: Mark | null }

export type MarkedRequest = {
  method: { text: string; changed: boolean }
  target: { text: string; changed: boolean }
  headers: MarkedHeader[]
  bodyChanged: boolean
}

/** The request with what was done to it after it was signed. */
export function markRequest(request: ShownRequest, edits: readonly SignatureEdit[]): MarkedRequest {
  const has = (kind: SignatureEdit['kind']) => edits.some(edit => edit.kind === kind)
  const headerMarks = new Map<string, Mark>()
  for (const { kind, name } of edits) {
    if (name === null) continue
    if (kind === 'header-changed') headerMarks.set(name.toLowerCase(), 'changed')
    if (kind === 'header-added') headerMarks.set(name.toLowerCase(), 'added')
  }
  const missing = edits.flatMap(({ kind, name, signed }) =>
    kind === 'header-removed' && name !== null
      ? [{ name, value: signed ?? '', mark: 'missing' as const }]
      : [],
  )
  const present = request.headers.map(([name, value]) => {
    return { name, value, mark: headerMarks.get(name.toLowerCase()) ?? null }
  })
  return {
    method: { text: request.method, changed: has('method-changed') },
    target: { text: request.target, changed: has('target-changed') },
    headers: [...present, ...missing],
    bodyChanged: has('body-changed'),
  }
}
