import { Agent, type ClientRequest, type RequestOptions, request as sendHttp } from 'node:http'
import { request as sendHttps } from 'node:https'
import type { HttpSender } from '../simulator/push/httpSender.ts'

const largestAnswer = 64 * 1024

/** Sends pushes with what every Node has. */
export function createPlainSender(): HttpSender {
  const agent = new Agent({ keepAlive: true })
  return {
    async send(origin, { method, target, headers, body }, limit, signal) {
      const started = performance.now()
      const elapsed = () => Math.round(performance.now() - started)
      const late = AbortSignal.timeout(limit)
      const url = new URL(origin)
      const options: RequestOptions = {
        method,
        path: target,
        headers: { ...Object.fromEntries(headers), 'Content-Length': body.length },
        signal: AbortSignal.any([late, signal]),
      }
      const request =
        url.protocol === 'https:' ? sendHttps(url, options) : sendHttp(url, { ...options, agent })
      try {
        const { status, text } = await readAnswer(request, body)
        return { outcome: 'answered', status, body: text, milliseconds: elapsed() }
      } catch (error) {
        if (late.aborted) return { outcome: 'late', milliseconds: elapsed() }
        return { outcome: 'unreachable', reason: String(error), milliseconds: elapsed() }
      }
    },
    async close() {
      agent.destroy()
    },
  }
}

/** The answer's start; what lies beyond the limit is not waited for. */
function readAnswer(request: ClientRequest, body: Uint8Array): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request.on('error', reject)
    request.on('response', response => {
      const chunks: Buffer[] = []
      let length = 0
      const finish = () => {
        const text = Buffer.concat(chunks).subarray(0, largestAnswer).toString('utf8')
        resolve({ status: response.statusCode ?? 0, text })
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        length += chunk.length
        if (length < largestAnswer) return
        finish()
        response.destroy()
      })
      response.on('error', reject)
      response.on('end', finish)
    })
    request.end(body)
  })
}
