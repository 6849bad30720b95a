import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Exchange } from './wires.ts'

export type RawAnswer = { status: number; body: string }

/**
 * One kept connection that asks and answers in turn, with no more parsing than that takes: what is measured is the
 * server, and on a machine of two cores a fuller client would be in its way.
 */
export class RawClient {
  readonly #socket: Socket
  readonly #host: string
  #received: Buffer = Buffer.alloc(0)
  #waiting: { resolve: (answer: RawAnswer) => void; reject: (error: Error) => void } | null = null

  private constructor(socket: Socket, host: string) {
    this.#socket = socket
    this.#host = host
    socket.setNoDelay(true)
    socket.on('data', chunk => this.#take(chunk))
    socket.on('error', error => this.#waiting?.reject(error))
    socket.on('close', () => this.#waiting?.reject(new Error('the server hung up')))
  }

  static async connect(endpoint: string): Promise<RawClient> {
    const { hostname, port, host } = new URL(endpoint)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    return new RawClient(socket, host)
  }

  ask({ method, path, headers, body }: Exchange): Promise<RawAnswer> {
    let head = `${method} ${path} HTTP/1.1\r\nHost: ${this.#host}\r\n`
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`
    if (body !== null) head += `Content-Length: ${body.length}\r\n`
    return this.askBytes(`${head}\r\n${body ?? ''}`)
  }

  /** A whole request, a character for each byte. */
  askBytes(request: string): Promise<RawAnswer> {
    this.#socket.write(request, 'latin1')
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end)
    const status = Number(head.slice(9, 12))
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
    if (this.#received.length < end + 4 + length) return
    const body = this.#received.toString('latin1', end + 4, end + 4 + length)
    this.#received = this.#received.subarray(end + 4 + length)
    this.#waiting?.resolve({ status, body })
  }
}
