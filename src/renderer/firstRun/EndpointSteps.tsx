import { CircleCheck, LoaderCircle } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { CodeBlock } from '../kit/CodeBlock.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { setPreferences } from '../state/preferences.ts'
import { useProgram } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'

/** The address to send to, something to send at once, and what came of it. */
export function EndpointSteps() {
  const { firstRun: words } = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const endpoint = useProgram(state => state.status?.endpoint)
  const [before] = useState(endpoint?.received ?? 0)
  if (endpoint === undefined) return null
  const { url, reason, received } = endpoint
  const arrived = received - before
  const showPushes = () => {
    setPreferences({ welcomed: true })
    setShell({ panel: 'pushes', firstRun: null })
  }
  if (url === null) {
    return (
      <div className="first-run-card">
        <h3>{words.endpointOff}</h3>
        <p>
          <ForeignText text={spoken(reason)} />
        </p>
        <Button onClick={showPushes}>{words.openPushes}</Button>
      </div>
    )
  }
  return (
    <>
      <div className="first-run-card">
        <h3>{words.step.address}</h3>
        <p className="mono">
          <Copyable text={url} name={words.address}>
            {url}
          </Copyable>
        </p>
        <p className="dim">{words.addressHint}</p>
      </div>
      <div className="first-run-card">
        <h3>{words.step.send}</h3>
        <CodeBlock text={sampleCommand(url)} name={words.command} />
        <p className="dim">{words.sendHint}</p>
      </div>
      <div className="first-run-card first-run-result" role="status">
        {arrived > 0 ? <CircleCheck aria-hidden /> : <LoaderCircle aria-hidden />}
        <strong>{arrived > 0 ? words.arrived(arrived, formatCount(arrived, locale)) : words.waiting}</strong>
        <Button look={arrived > 0 ? 'main' : 'plain'} onClick={showPushes}>
          {arrived > 0 ? words.lookAtIt : words.openPushes}
        </Button>
      </div>
    </>
  )
}

/** A delivery report as the SMS service pushes it; the quotes are understood by every shell of Unix. */
const sampleCommand = (url: string) =>
  `curl ${url} -H 'Content-Type: application/json' -d '[{"phone_number":"13900000001","send_time":"2026-11-20 10:00:00","report_time":"2026-11-20 10:00:03","success":true,"err_code":"DELIVERED","err_msg":"delivered","sms_size":"1","biz_id":"first-push","out_id":""}]'`
