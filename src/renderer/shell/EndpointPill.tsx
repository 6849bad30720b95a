import { Webhook } from 'lucide-react'
import { formatRate } from '../format/numbers.ts'
import { Tooltip } from '../kit/Tooltip.tsx'
import { useProgram } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { Pill } from './Pill.tsx'

/** The address pushes are to be sent to; a click opens their panel. */
export function EndpointPill() {
  const words = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const endpoint = useProgram(state => state.status?.endpoint)
  if (endpoint === undefined) return null
  const { listening, wide, url, reason, perSecond } = endpoint
  const shown = listening && url !== null ? new URL(url).host : words.endpoint.off
  return (
    <Tooltip
      text={[url ?? words.endpoint.title, words.endpoint.rate(formatRate(perSecond, locale)), spoken(reason)]
        .filter(line => line !== '')
        .join('\n')}
    >
      <Pill
        icon={<Webhook aria-hidden />}
        tone={!listening ? 'neutral' : wide ? 'wait' : 'ok'}
        aria-label={`${words.endpoint.open}: ${shown}`}
        onClick={() => setShell({ panel: 'pushes' })}
      >
        {shown}
      </Pill>
    </Tooltip>
  )
}
