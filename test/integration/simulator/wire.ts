import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import type { HeaderList } from '../../../src/protocol/httpRequest.ts'
import { type MnsDialect, mnsDialect } from '../../../src/protocol/requestSignature/mnsDialect.ts'
import { signMnsV2 } from '../../../src/protocol/requestSignature/mnsV2.ts'

/** A running simulator, here or in another process. */
export type Target = {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
}

export type Wanted = {
  method: string
  /** As it stands in the request line: origin or absolute form. */
  target: string
  headers?: HeaderList
  body?: string
  dialect?: MnsDialect
  at?: number
  key?: { accessKeyId: string; accessKeySecret: string; securityToken?: string }
}

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

/** Signs a request and sends it with its target exactly as given. */
export function call(simulator: Target, wanted: Wanted): Promise<Answer> {
  const body = Buffer.from(wanted.body ?? '')
  const given = wanted.headers ?? []
  const request = { method: wanted.method, target: wanted.target, headers: given, body }
  const added = signMnsV2(
    request,
    wanted.key ?? simulator,
    wanted.at ?? Date.now(),
    wanted.dialect ?? mnsDialect,
  )
  return send(simulator, { ...wanted, headers: [...given, ...added] })
}

/** Sends what it is given, without a signature of its own. */
export function send(simulator: Target, wanted: Wanted): Promise<Answer> {
  const { hostname, port } = new URL(simulator.endpoint)
  const body = Buffer.from(wanted.body ?? '')
  const headers: Record<string, string> = { Connection: 'close', 'Content-Length': String(body.length) }
  for (const [name, value] of wanted.headers ?? []) headers[name] = value
  return new Promise((resolve, reject) => {
    const { method, target: path } = wanted
    const request = httpRequest({ hostname, port, method, path, headers, agent: false }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', chunk => {
        text += chunk
      })
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Writes bytes to the simulator's port and returns all it says until it hangs up. */
export function sendBytes(simulator: Target, bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(simulator.endpoint)
  return new Promise(resolve => {
    const socket = connect(Number(port), hostname)
    let text = ''
    socket.on('data', chunk => {
      text += chunk.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
    socket.write(bytes)
  })
}

/** The code of an error's body. */
export function codeOf(answer: Answer): string | undefined {
  return /<Code>([^<]*)<\/Code>/.exec(answer.body)?.[1]
}

export function element(answer: Answer, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(answer.body)?.[1] ?? ''
}
