import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Clock } from '../clock.ts'
import type { Claim } from './claim.ts'
import type { FaultPlan, PlanFaults } from './faultPlan.ts'
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
      response.on('close', () => busy.delete(request.socket))
      response.on('error', ignore)
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
  readBody(request, options.bodyLimit, body => {
    if (body === 'broken-off') return
    const requestId = options.nextRequestId()
    const tooLarge = body === 'too-large'
    const call = new ServerCall(request, response, {
      body: tooLarge ? new Uint8Array() : body,
      requestId,
      strict: options.strict,
    })
    const fail = (error: unknown) => {
      options.onSurprise(error)
      response.destroy()
    }
    try {
      run(options, call, response, tooLarge)?.catch(fail)
    } catch (error) {
      fail(error)
    }
  })
}

/** Answers at once where nothing has to be waited for; otherwise a promise settles with the answer. */
function run(
  options: HttpServerOptions,
  call: ServerCall,
  response: ServerResponse,
  tooLarge: boolean,
): Promise<void> | null {
  const claim = options.claim(call)
  const plan = claim.immune ? null : options.planFaults(claim.operation)
  if (plan !== null) return runWithFaults(options, claim, plan, response, tooLarge)
  const answer = tooLarge ? claim.fail('EntityTooLarge') : claim.answer()
  if (answer instanceof Promise) return answer.then(reply => sendReply(response, reply, null, options))
  sendReply(response, answer, null, options)
  return null
}

async function runWithFaults(
  options: HttpServerOptions,
  claim: Claim,
  plan: FaultPlan,
  response: ServerResponse,
  tooLarge: boolean,
): Promise<void> {
  if (plan.delay > 0) await pause(options.wall, plan.delay)
  if (plan.reset === 'before') return reset(response)
  const failure = tooLarge ? 'EntityTooLarge' : plan.error
  const reply = await (failure === null ? claim.answer() : claim.fail(failure))
  if (plan.reset === 'after') return reset(response)
  sendReply(response, reply, plan, options)
}

function ignore(): void {}

function pause(wall: Clock, milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    wall.at(wall.now() + milliseconds, resolve)
  })
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy()
}
