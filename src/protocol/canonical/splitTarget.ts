import { originForm } from './originForm.ts'

/** Path and query of a request line, both as they stand there and without the question mark between them. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const resource = originForm(target)
  const queryAt = resource.indexOf('?')
  return queryAt < 0
    ? { path: resource, query: '' }
    : { path: resource.slice(0, queryAt), query: resource.slice(queryAt + 1) }
}
