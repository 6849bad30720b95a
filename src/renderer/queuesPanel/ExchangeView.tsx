import type { HttpExchange } from '../../contract/queues.ts'
import { formatDuration } from '../format/numbers.ts'
import { formatInstant } from '../format/times.ts'
import { CodeBlock } from '../kit/CodeBlock.tsx'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { writeReply, writeRequest } from './writeExchange.ts'

/** One request as it went over the wire, what was signed of it, and its answer. */
export function ExchangeView({ exchange }: { exchange: HttpExchange }) {
  const { queuesPanel: words } = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const { at, durationMs, stringToSign, problem } = exchange
  return (
    <div className="exchange">
      <p className="faint">
        {formatInstant(at, locale)} · {formatDuration(durationMs, locale)}
      </p>
      <h3>{words.request}</h3>
      <CodeBlock text={writeRequest(exchange)} name={words.request} />
      {stringToSign !== null && (
        <>
          <h3>{words.stringToSign}</h3>
          <CodeBlock text={stringToSign} name={words.stringToSign} />
        </>
      )}
      <h3>{words.reply}</h3>
      <CodeBlock text={problem === null ? writeReply(exchange) : spoken(problem)} name={words.reply} />
    </div>
  )
}
