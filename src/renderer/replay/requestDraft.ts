import type { ReceiptDetail } from '../../contract/receipt.ts'
import type { ReplayEdit } from '../../contract/replay.ts'
import { decodeBase64, encodeBase64 } from '../format/base64.ts'
import { readHeaders, writeHeaders } from './readHeaders.ts'

/** A request while it is edited; `body` is null where it is no text and is sent as it was received. */
export type RequestDraft = { method: string; target: string; headers: string; body: string | null }

/** Set from the body and the connection itself, whatever was received. */
const derived = new Set(['content-length', 'connection', 'host', 'transfer-encoding'])

/** What is sent unless it is edited; a queue's message stands in the array that the SMS service would push. */
export function draftOf(detail: ReceiptDetail): RequestDraft {
  if (detail.requestLine === null) {
    const text = detail.layers.at(-1)?.text ?? ''
    return {
      method: 'POST',
      target: '/',
      headers: 'Content-Type: application/json;charset=utf-8',
      body: text.trimStart().startsWith('[') ? text : `[${text}]`,
    }
  }
  const [method = 'POST', target = '/'] = detail.requestLine.split(' ')
  const headers = (detail.headers ?? []).filter(([name]) => !derived.has(name.toLowerCase()))
  return { method, target, headers: writeHeaders(headers), body: readUtf8(decodeBase64(detail.raw)) }
}

function readUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The draft as the core takes it, or the line of the headers that can't be read. */
export function editOf(draft: RequestDraft): { edit: ReplayEdit } | { badLine: number } {
  const read = readHeaders(draft.headers)
  if ('badLine' in read) return read
  return {
    edit: {
      method: draft.method.trim().toUpperCase(),
      target: draft.target.trim(),
      headers: read.headers,
      body: draft.body === null ? null : encodeBase64(new TextEncoder().encode(draft.body)),
    },
  }
}
