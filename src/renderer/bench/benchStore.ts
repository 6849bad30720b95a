import { create } from 'zustand'
import type { SignatureSource, VerifierLanguage } from '../../contract/signature.ts'
import { setShell } from '../state/shell.ts'

/** What lies on the bench; it stays there while other panels are looked at. No secret is ever part of it. */
type BenchState = {
  source: SignatureSource | null
  /** Grows with every source, so that the same text can be put there twice. */
  turn: number
  /** Offered to the next check, of a made-up key only. */
  sampleSecret: string | null
  /** PEM; empty for what the push names. */
  certificate: string
  /** The endpoint as the subscription has it; empty where it is the one that was called. */
  registeredUrl: string
  /** Of the program that is written for the developer's service. */
  language: VerifierLanguage
}

const nothing = { source: null, sampleSecret: null, certificate: '', registeredUrl: '' }

export const useBench = create<BenchState>(() => ({ ...nothing, turn: 0, language: 'node' }))

export function layOnBench(source: SignatureSource | null, sampleSecret: string | null = null): void {
  useBench.setState(({ turn }) => ({ ...nothing, source, sampleSecret, turn: turn + 1 }))
}

/** Takes something there from another panel. */
export function openInBench(source: SignatureSource): void {
  layOnBench(source)
  setShell({ panel: 'bench' })
}
