import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Clock } from '../clock.ts'
import type { Claim } from './claim.ts'
import type { PlanFaults } from './faultPlan.ts'
import type { Call } from './operation.ts'
import { readBody } from './readBody.ts'
import { refuseRawRequest } from './refuseRawRequest.ts'
import { sendReply } from './sendReply.ts'
import { ServerCall } from './serverCall.ts'

export type HttpServerOptions = {
  readonly port: number
  readonly host: string
  readonly strict: boolean
  readonly claim: (call: Call) => Claim
  readonly wall: Clock
  /** What the Date header says; may be wrong on purpose. */
  readonly now: () => number
  readonly nextRequestId: () => string
  readonly planFaults: PlanFaults
  readonly bodyLimit: number
  /** How errors name this server. */
  readonly hostId: string
  /** Told of what no request should be able to cause. */
  readonly onSurprise: (error: unknown) => void
}

export type HttpServer = { readonly port: number; close(): Promise<void> }

export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  /** Connections with an answer under way: nothing else may be written there. */
  const busy = new WeakSet<Socket>()
  const http = createServer(
    {
      requireHostHeader: false,
      maxHeaderSize: 16_384,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 75_000,
      connectionsCheckingInterval: 2_000,
      noDelay: true,
    },
    (request, response) => {
      busy.add(request.socket)
      response.once('close', () => busy.delete(request.socket))
      serve(options, request, response)
    },
  )
  http.maxConnections = 16_384
  http.on('clientError', (error: Error & { code?: string }, socket: Socket) => {
    if (error.code === 'ECONNRESET' || busy.has(socket) || !socket.writable) socket.destroy()
    else refuseRawRequest(error.code ?? '', socket, options)
  })
  http.on('connect', (_request, socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port, options.host, () => {
      http.off('error', reject)
      resolve()
    })
  })
  http.on('error', options.onSurprise)
  return {
    port: (http.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
}

function serve(options: HttpServerOptions, request: IncomingMessage, response: ServerResponse): void {
  response.on('error', () => {})
  readBody(request, options.bodyLimit, body => {
    if (body === 'broken-off') return
    const requestId = options.nextRequestId()
    const tooLarge = body === 'too-large'
    const call = new ServerCall(request, response, {
      body: tooLarge ? new Uint8Array() : body,
      requestId,
      strict: options.strict,
    })
    run(options, call, response, tooLarge).catch((error: unknown) => {
      options.onSurprise(error)
      response.destroy()
    })
  })
}

async function run(
  options: HttpServerOptions,
  call: ServerCall,
  response: ServerResponse,
  tooLarge: boolean,
): Promise<void> {
  const claim = options.claim(call)
  const plan = claim.immune ? null : options.planFaults(claim.operation)
  if (plan !== null && plan.delay > 0) await pause(options.wall, plan.delay)
  if (plan?.reset === 'before') return reset(response)
  const failure = tooLarge ? 'EntityTooLarge' : (plan?.error ?? null)
  const answer = failure === null ? claim.answer() : claim.fail(failure)
  const reply = answer instanceof Promise ? await answer : answer
  if (plan?.reset === 'after') return reset(response)
  sendReply(response, reply, plan, options)
}

function pause(wall: Clock, milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    wall.at(wall.now() + milliseconds, resolve)
  })
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy()
}
