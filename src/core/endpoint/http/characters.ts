/** Of header names and methods (RFC 9110, 5.6.2). */
export const token = 1
/** Of header values: tab, space, and all that is no control character; beyond ASCII too. */
export const text = 2

/** What each byte may be part of, as the sum of those above. */
export const characterClasses = Uint8Array.from({ length: 256 }, (_, code) => {
  const isText = code === 9 || (code >= 32 && code !== 127)
  const isToken = /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(code)) && code < 128
  return (isToken ? token : 0) + (isText ? text : 0)
})

export const cr = 13
export const lf = 10
export const colon = 58

export const isBlank = (code: number): boolean => code === 32 || code === 9
