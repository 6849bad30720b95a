import { request as openRequest } from 'node:http'
import { signMnsV2 } from '../protocol/requestSignature/mnsV2.ts'

type Account = { readonly endpoint: string; readonly accessKeyId: string; readonly accessKeySecret: string }
export type Answer = { readonly status: number; readonly text: string }

/** Signs calls of the MNS API as an SDK would, and sends their targets exactly as given. */
export function createMnsCaller(account: Account) {
  return (method: string, target: string, text = ''): Promise<Answer> => {
    const { hostname, port } = new URL(account.endpoint)
    const body = Buffer.from(text)
    const headers = [['Content-Type', 'text/xml;charset=utf-8'] as const]
    const signature = signMnsV2({ method, target, headers, body }, account, Date.now())
    return new Promise((resolve, reject) => {
      const request = openRequest(
        {
          hostname,
          port,
          method,
          path: target,
          headers: { ...Object.fromEntries([...headers, ...signature]), 'Content-Length': body.length },
          agent: false,
        },
        response => {
          const chunks: Buffer[] = []
          response.on('data', chunk => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
          )
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  }
}
