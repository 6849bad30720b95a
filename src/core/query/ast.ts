/** A query is a conjunction; each term is one alternative list, possibly negated. */
export type Query = readonly Term[]

export type Term = { negated: boolean; start: number; end: number } & Condition

export type Condition =
  /** Some of the texts stands in phone, ids, content or body; folded to lower case. */
  | { kind: 'text'; texts: readonly string[] }
  | { kind: 'match'; field: TextFieldName; patterns: readonly Pattern[] }
  | { kind: 'choice'; field: ChoiceFieldName; choices: readonly string[] }
  | { kind: 'compare'; field: NumberFieldName; comparisons: readonly Comparison[] }
  | { kind: 'time'; field: TimeFieldName; comparisons: readonly TimeComparison[] }
  | { kind: 'flag'; flags: readonly FlagName[] }
  | { kind: 'present'; fields: readonly PresentFieldName[] }

/** Literal pieces with anything between them: `138*` is ['138', ''], an exact value is one piece. */
export type Pattern = readonly [string, ...string[]]

export type Operator = '=' | '>' | '>=' | '<' | '<='
export type Comparison = { operator: Operator; value: number }
export type TimeComparison = { operator: Operator; time: TimeValue }
/** A typed date means all of its day, a typed minute all of its minute: from inclusive, to exclusive. */
export type TimeValue = { kind: 'span'; from: number; to: number } | { kind: 'ago'; milliseconds: number }

export type TextFieldName =
  | 'phone'
  | 'code'
  | 'error'
  | 'carrier'
  | 'bizId'
  | 'outId'
  | 'destCode'
  | 'sequenceId'
  | 'content'
  | 'account'
  | 'source'
  | 'messageId'
  | 'requestId'
  | 'note'
export type ChoiceFieldName = 'status' | 'kind' | 'via' | 'signature' | 'trust'
export type NumberFieldName = 'latency' | 'size' | 'parts' | 'deliveries'
export type TimeFieldName = 'sent' | 'reported' | 'received'
export type FlagName =
  | 'duplicate'
  | 'changed'
  | 'reordered'
  | 'redelivered'
  | 'unreported'
  | 'pinned'
  | 'peeked'
export type PresentFieldName = TextFieldName | 'latency' | 'parts' | 'sent' | 'reported' | 'signature'
