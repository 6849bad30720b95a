import { type Refusal, refuse } from './refusal.ts'

const longestName = 256
const wellFormed = /^[A-Za-z0-9][A-Za-z0-9-]*$/

/** Null where the name may be used; topics and subscriptions obey one rule and differ in the code they refuse with. */
export function checkName(kind: 'Topic' | 'Subscription', name: string): Refusal | null {
  if (name.length < 1 || name.length > longestName) return refuse(`${kind}NameLengthError`)
  return wellFormed.test(name) ? null : refuse(`${kind}NameInvalid`)
}

const longestTag = 16

/** Tags are 1–16 characters, counted as a reader counts them; an absent tag is fine. */
export function checkTag(role: 'filter' | 'message', tag: string | null): Refusal | null {
  if (tag === null) return null
  const length = [...tag].length
  return length >= 1 && length <= longestTag
    ? null
    : refuse('InvalidArgument', `The length of ${role} tag should be between 1 and ${longestTag}.`)
}
