import './styles/tokens.css'
import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Port } from '../contract/port.ts'
import { createClient } from '../contract/rpc/createClient.ts'
import { TooltipProvider } from './kit/Tooltip.tsx'
import { createReceipts } from './receipts/receiptsStore.ts'
import { Shell } from './shell/Shell.tsx'
import { readAddress, writeAddress } from './state/address.ts'
import { followPreferences } from './state/followPreferences.ts'
import { nextFrame } from './state/nextFrame.ts'
import { applyPreferences, usePreferences } from './state/preferences.ts'
import { followProgram } from './state/program.ts'
import { type Services, ServicesProvider } from './state/services.ts'
import { speak } from './words/useWords.ts'

/** Makes the window. The two entries differ in how they reach the core and in nothing else. */
export async function startWindow(connect: () => Promise<Port>): Promise<void> {
  applyPreferences(document.documentElement)
  await speak(usePreferences.getState().language)
  usePreferences.subscribe(({ language }, before) => {
    if (language !== before.language) void speak(language)
  })

  const client = createClient({ connect })
  const address = readAddress(location.hash)
  const receipts = createReceipts({ client, query: address.query, selected: address.receipt, nextFrame })
  const { program } = followProgram(client)
  followPreferences(client)
  keepAddress({ client, receipts, program })

  const root = document.querySelector('#root')
  if (root === null) throw new Error('the page has no #root')
  createRoot(root).render(
    <StrictMode>
      <ServicesProvider value={{ client, receipts, program }}>
        <TooltipProvider>
          <Shell />
        </TooltipProvider>
      </ServicesProvider>
    </StrictMode>,
  )
}

/** The filter and the selected receipt stand in the address, both ways. */
function keepAddress({ receipts }: Services): void {
  receipts.store.subscribe((state, before) => {
    if (state.query === before.query && state.selected === before.selected) return
    const hash = writeAddress({ query: state.query, receipt: state.selected?.id ?? null })
    history.replaceState(null, '', hash === '' ? location.pathname + location.search : hash)
  })
  addEventListener('hashchange', () => {
    const { query, receipt } = readAddress(location.hash)
    receipts.setQuery(query)
    receipts.select(receipt === null ? null : { id: receipt, seq: null })
  })
}
