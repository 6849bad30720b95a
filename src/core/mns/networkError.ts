/** Node wraps what really happened; the innermost code is the one people can look up. */
export function describeNetworkError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'unknown', message: String(error) }
  const cause = error.cause instanceof Error ? error.cause : error
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  const innermost = first instanceof Error ? first : cause
  const code = 'code' in innermost ? String(innermost.code) : innermost.name
  return { code, message: innermost.message }
}
