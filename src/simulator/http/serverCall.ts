import type { IncomingMessage, ServerResponse } from 'node:http'
import { originForm } from '../../protocol/canonical/originForm.ts'
import { type HeaderList, headerValue } from '../../protocol/httpRequest.ts'
import type { Call } from './operation.ts'
import { type Query, readQuery } from './query.ts'

/** A call made of node's request; what costs something and is rarely asked for is made when asked for. */
export class ServerCall implements Call {
  readonly method: string
  readonly target: string
  readonly headers: HeaderList
  readonly body: Uint8Array
  readonly requestId: string
  readonly path: string
  readonly query: Query
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  #gone: AbortSignal | null = null

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    read: { readonly body: Uint8Array; readonly requestId: string; readonly strict: boolean },
  ) {
    this.#request = request
    this.#response = response
    this.method = request.method ?? ''
    this.target = request.url ?? '/'
    this.headers = pairs(request.rawHeaders)
    this.body = read.body
    this.requestId = read.requestId
    const resource = originForm(this.target)
    const question = resource.indexOf('?')
    this.path = question < 0 ? resource : resource.slice(0, question)
    this.query = readQuery(question < 0 ? '' : resource.slice(question + 1), read.strict)
  }

  header(name: string): string | undefined {
    return headerValue(this.headers, name)
  }

  get peer(): string {
    return this.#request.socket.remoteAddress ?? ''
  }

  get gone(): AbortSignal {
    if (this.#gone === null) {
      const controller = new AbortController()
      this.#gone = controller.signal
      if (this.#response.destroyed) controller.abort()
      else this.#response.once('close', () => this.#response.writableFinished || controller.abort())
    }
    return this.#gone
  }
}

function pairs(raw: readonly string[]): HeaderList {
  const headers: [string, string][] = []
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return headers
}
