import { TriangleAlert } from 'lucide-react'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useConnection, useProgram, useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'

/** What keeps the program from doing its work, in sight of every panel until it is over. */
export function TroubleBanner() {
  const connected = useConnection().kind === 'open'
  const store = useProgram(state => state.status?.store)
  const endpoint = useProgram(state => state.status?.endpoint)
  if (!connected || store === undefined || endpoint === undefined) return null
  return (
    <>
      {!store.writable && <StoreTrouble />}
      {endpoint.wanted && !endpoint.listening && <EndpointTrouble />}
    </>
  )
}

function StoreTrouble() {
  const { trouble: words } = useWords()
  const spoken = useSpoken()
  const lastError = useProgram(state => state.status?.store.lastError ?? null)
  const advice = useProgram(state => state.status?.store.advice ?? null)
  return (
    <div className="connection-banner" role="alert">
      <TriangleAlert aria-hidden />
      <div>
        <p>
          <strong>{words.store}</strong> {lastError !== null && <ForeignText text={spoken(lastError)} />}
        </p>
        {advice !== null && (
          <p>
            <ForeignText text={spoken(advice)} />
          </p>
        )}
      </div>
    </div>
  )
}

function EndpointTrouble() {
  const { trouble: words } = useWords()
  const spoken = useSpoken()
  const { client } = useServices()
  const tell = useTell()
  const reason = useProgram(state => state.status?.endpoint.reason)
  const takeAnyPort = async () => {
    const settings = await client.call('endpoint.settings', null)
    await client.call('endpoint.configure', { ...settings, port: 0 })
  }
  return (
    <div className="connection-banner" role="alert">
      <TriangleAlert aria-hidden />
      <div>
        <p>
          <strong>{words.endpoint}</strong> {reason !== undefined && <ForeignText text={spoken(reason)} />}
        </p>
        <p>{words.endpointAdvice}</p>
      </div>
      <Button onClick={() => void takeAnyPort().catch(tell)}>{words.anyPort}</Button>
    </div>
  )
}
