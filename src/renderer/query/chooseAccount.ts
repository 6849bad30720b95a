import { readFacet, toggleFacet, withoutFacet } from './facetTerms.ts'

/** Which accounts a query shows: all, one by its name, or some that are told by more than a name. */
export function chosenAccount(query: string): { kind: 'all' | 'some' } | { kind: 'one'; name: string } {
  const { included, excluded } = readFacet(query, 'account')
  const [first] = included
  if (included.length === 0 && excluded.length === 0) return { kind: 'all' }
  if (included.length !== 1 || excluded.length > 0 || typeof first !== 'string') return { kind: 'some' }
  return { kind: 'one', name: first }
}

/** The same query for one account, or for all of them. */
export function chooseAccount(query: string, name: string | null): string {
  const rest = withoutFacet(query, 'account')
  return name === null ? rest : toggleFacet(rest, 'account', name, 'include')
}
