import { createContext, useContext } from 'react'

const Context = createContext<readonly string[]>([])

/** What was searched for, in lower case, to be marked wherever it stands in text from outside. */
export const TermsProvider = Context.Provider

export const useTerms = (): readonly string[] => useContext(Context)
