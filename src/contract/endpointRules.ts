/** What may be written where the endpoint is set up: the window says so while it is typed, the core insists. */

/** An address or a name, without a port. */
export const isListenHost = (text: string): boolean =>
  text.length <= 200 && /^([\w.-]+|[\da-f]*:[\da-f.]*:[\da-f:.]*(%\w+)?)$/i.test(text)

/** What can stand in a request line. */
export const isEndpointPath = (text: string): boolean => /^\/[\x21-\x7e]{0,499}$/.test(text)

/** `host`, `host:port` or a whole origin; anything more, such as a path, would never be compared. */
export const isCertificateHost = (text: string): boolean =>
  text.length <= 300 && /^(https?:\/\/)?([a-z\d][a-z\d.-]*|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(text)
