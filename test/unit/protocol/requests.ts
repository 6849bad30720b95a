import fc from 'fast-check'
import type { HeaderList, HttpRequest } from '../../../src/protocol/httpRequest.ts'

export function requestWith(
  method: string,
  target: string,
  headers: Record<string, string>,
  body = '',
): HttpRequest {
  return { method, target, headers: Object.entries(headers), body: Buffer.from(body) }
}

const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map(c => String.fromCharCode(c)),
  minLength: 1,
})
const oneBytePerCharacter = fc.string({
  unit: fc
    .integer({ min: 0x21, max: 0xff })
    .filter(c => c < 0x7f || c > 0xa0)
    .map(c => String.fromCharCode(c)),
  minLength: 1,
})
const token = fc.stringMatching(/^[a-zA-Z0-9-]{1,12}$/)

/** A request as a client would build it before signing, without a date. */
export function signableRequest(prefix: string): fc.Arbitrary<HttpRequest> {
  const extensions = fc.uniqueArray(fc.tuple(token, oneBytePerCharacter), {
    maxLength: 5,
    selector: ([name]) => name.toLowerCase(),
  })
  return fc
    .record({
      method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE'),
      path: printable.map(text => `/${text}`),
      contentType: fc.option(printable),
      contentMd5: fc.option(printable),
      extensions,
      upperCase: fc.boolean(),
    })
    .map(({ method, path, contentType, contentMd5, extensions: own, upperCase }) => {
      const headers: HeaderList = [
        ['Host', 'localhost'],
        ...(contentType === null ? [] : ([['Content-Type', contentType]] as const)),
        ...(contentMd5 === null ? [] : ([['Content-MD5', contentMd5]] as const)),
        ...own
          .filter(([name]) => !/^(date|version|signing-cert-url)$/i.test(name))
          .map(([name, value]) => [`${upperCase ? prefix.toUpperCase() : prefix}${name}`, value] as const),
      ]
      return { method, target: path, headers, body: new Uint8Array() }
    })
}

const signedNames = /^(content-md5|content-type|date|x-m[nq]s-.*)$/i

/** Changes one byte somewhere in the method, the target or a signed header's value or name. */
export function mutateOneByte(request: HttpRequest, at: number, change: number): HttpRequest {
  const places = [
    request.method,
    request.target,
    ...request.headers.flatMap(([name, value]) => (signedNames.test(name) ? [value] : [])),
  ]
  let rest = at % places.reduce((sum, text) => sum + text.length, 0)
  const place = places.findIndex(text => {
    if (rest < text.length) return true
    rest -= text.length
    return false
  })
  const mutate = (text: string) =>
    `${text.slice(0, rest)}${String.fromCharCode(text.charCodeAt(rest) ^ change)}${text.slice(rest + 1)}`
  let header = 1
  return {
    ...request,
    method: place === 0 ? mutate(request.method) : request.method,
    target: place === 1 ? mutate(request.target) : request.target,
    headers: request.headers.map(([name, value]) => {
      if (!signedNames.test(name)) return [name, value]
      header += 1
      return [name, header === place ? mutate(value) : value]
    }),
  }
}
