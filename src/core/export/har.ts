import type { ArchivedReceipt } from '../../contract/exportedReceipt.ts'

/** HTTP Archive 1.2, up to its entries and after them. */
export const harHead = (version: string) =>
  `{"log":{"version":"1.2","creator":{"name":"ReceiptScope","version":${JSON.stringify(version)}},"entries":[`
export const harTail = ']}}\n'

/**
 * A push is the request it was; what came another way is shown as a request to its source. The receipt itself stands in
 * `_receipt`, as the format allows, so that an import loses nothing.
 */
export function toHarEntry(receipt: ArchivedReceipt) {
  const body = Buffer.from(receipt.raw, 'base64')
  const text = body.toString('utf8')
  const isText = Buffer.from(text, 'utf8').equals(body)
  const headers = (receipt.headers ?? []).map(([name, value]) => ({ name, value }))
  const [method = 'POST', target = '/', protocol = 'HTTP/1.1'] = receipt.requestLine?.split(' ') ?? []
  const host = headers.find(({ name }) => name.toLowerCase() === 'host')?.value
  const source = encodeURIComponent(receipt.source)
  return {
    startedDateTime: receipt.receivedAt,
    time: 0,
    request: {
      method,
      url: host === undefined ? `http://${receipt.via}.invalid/${source}` : `http://${host}${target}`,
      httpVersion: protocol,
      cookies: [],
      headers,
      queryString: [],
      postData: {
        mimeType: headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '',
        text: isText ? text : receipt.raw,
        ...(isText ? {} : { encoding: 'base64' }),
      },
      headersSize: -1,
      bodySize: body.length,
    },
    response: {
      status: 0,
      statusText: '',
      httpVersion: protocol,
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: '' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    _receipt: receipt,
  }
}
