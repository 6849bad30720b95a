import { useWords } from '../words/useWords.ts'

/** A carrier's name in the window's language; what was received otherwise stays as it is. */
export function useCarrierName(): (carrier: string) => string {
  const { carrier: names } = useWords()
  return carrier => (Object.hasOwn(names, carrier) ? names[carrier as keyof typeof names] : carrier)
}
