export type QueryToken = {
  kind: 'space' | 'negation' | 'field' | 'operator' | 'value' | 'phrase'
  text: string
}

const pattern =
  /(?<space>\s+)|(?<negation>(?<=^|\s)-(?=\S))|(?<=^|\s|(?:^|\s)-)(?<field>[\p{L}_][\p{L}\w.]*)(?<operator>:|>=|<=|>|<)|(?<phrase>"(?:[^"\\]|\\[\s\S])*"?)|(?<value>[^\s"]+)/gu

/** Cuts a query into parts to colour. What the query means, and whether it is valid, only the core says. */
export function queryTokens(query: string): QueryToken[] {
  const tokens: QueryToken[] = []
  for (const { groups = {} } of query.matchAll(pattern)) {
    const { space, negation, field, operator, phrase, value } = groups
    if (space !== undefined) tokens.push({ kind: 'space', text: space })
    else if (negation !== undefined) tokens.push({ kind: 'negation', text: negation })
    else if (field !== undefined && operator !== undefined)
      tokens.push({ kind: 'field', text: field }, { kind: 'operator', text: operator })
    else if (phrase !== undefined) tokens.push({ kind: 'phrase', text: phrase })
    else if (value !== undefined) tokens.push({ kind: 'value', text: value })
  }
  return tokens
}

/** Fields whose values are no text that stands in what is shown. */
const unshown = new Set([
  ...['since', 'until', 'sent', 'reported', 'received', 'latency', 'size', 'bytes', 'parts', 'attempts'],
  ...[
    'deliveries',
    'status',
    'kind',
    'type',
    'via',
    'signature',
    'verdict',
    'trust',
    'certificate',
    'is',
    'has',
  ],
])

/** The words and values a query looks for, to mark where they stand in what it found. */
export function searchedTerms(query: string): string[] {
  const terms: string[] = []
  let negated = false
  let field = ''
  for (const { kind, text } of queryTokens(query)) {
    if (kind === 'space') {
      negated = false
      field = ''
    } else if (kind === 'negation') negated = true
    else if (kind === 'field') field = text
    else if ((kind === 'value' || kind === 'phrase') && !negated && !unshown.has(field)) {
      const parts = kind === 'phrase' ? [text.replaceAll('"', '')] : text.split(',')
      terms.push(...parts.map(part => part.replace(/\*$/, '').toLowerCase()).filter(part => part.length > 0))
    }
  }
  return terms
}
