import { derTag, expectDer, readDerElements, readObjectId } from './derReader.ts'

const attributeNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '1.2.840.113549.1.9.1': 'emailAddress',
}
const utf16String = 0x1e

/** One line, in the order it was written: `C=CN, O=Example, CN=signer`. */
export function readDistinguishedName(content: Uint8Array): string {
  return readDerElements(content)
    .flatMap(set => readDerElements(expectDer(set, derTag.set, 'name')))
    .map(attribute => {
      const [type, value] = readDerElements(expectDer(attribute, derTag.sequence, 'name'))
      const id = readObjectId(expectDer(type, derTag.objectId, 'name'))
      const bytes = Buffer.from(value?.content ?? [])
      const wide = value?.tag === utf16String && bytes.length % 2 === 0
      const text = wide ? bytes.swap16().toString('utf16le') : bytes.toString('utf8')
      return `${attributeNames[id] ?? id}=${text}`
    })
    .join(', ')
}
