import './styles/tokens.css'
import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { readAddress } from '../contract/address.ts'
import type { Port } from '../contract/port.ts'
import { createClient } from '../contract/rpc/createClient.ts'
import { TooltipProvider } from './kit/Tooltip.tsx'
import { createReceipts } from './receipts/receiptsStore.ts'
import { Shell } from './shell/Shell.tsx'
import { followPreferences } from './state/followPreferences.ts'
import { keepAddress, pageAddress } from './state/keepAddress.ts'
import { nextFrame } from './state/nextFrame.ts'
import { goTo } from './state/place.ts'
import { applyPreferences, usePreferences } from './state/preferences.ts'
import { followProgram } from './state/program.ts'
import { ServicesProvider } from './state/services.ts'
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
  goTo(address.place)
  const receipts = createReceipts({ client, query: address.query, selected: address.receipt, nextFrame })
  const { program } = followProgram(client)
  followPreferences(client)
  keepAddress(receipts, pageAddress)

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
