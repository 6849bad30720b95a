const longestError = 32 * 1024

/**
 * The string to sign that a server quotes in its error, as Alibaba's services do in XML, in JSON and in plain words; null
 * where there is none.
 */
export function findServerString(error: string): string | null {
  const text = error.slice(0, longestError)
  const inXml = /<StringToSign>([\s\S]*?)<\/StringToSign>/.exec(text)?.[1]
  if (inXml !== undefined) return decodeXml(inXml)
  const bracketed = /string\s?to\s?sign is:?\s*\[([\s\S]*?)\]/i.exec(text)?.[1]
  const plain = bracketed ?? /string\s?to\s?sign is:?\s*([^\s"<]+)/i.exec(text)?.[1]
  return plain === undefined ? null : decodeJson(decodeXml(plain))
}

function decodeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#10;', '\n')
    .replaceAll('&amp;', '&')
}

function decodeJson(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('\\u0026', '&').replaceAll('\\"', '"')
}
