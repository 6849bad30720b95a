import type { Bilingual } from '../bilingual.ts'

const longest = 120

/** A value as it can stand in a sentence: quoted, invisible and non-ASCII bytes escaped, cut where it is long. */
export function quote(value: string | null): Bilingual {
  if (value === null) return { en: 'nothing', zh: '空' }
  const text = JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value)
  const shown = text.replaceAll(/[\u007f-\u00a0]/g, character => `\\x${character.charCodeAt(0).toString(16)}`)
  return { en: shown, zh: shown }
}
