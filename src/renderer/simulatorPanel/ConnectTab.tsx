import { useState } from 'react'
import { CodeBlock } from '../kit/CodeBlock.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { useWords } from '../words/useWords.ts'
import type { RunningSimulator } from './runningSimulator.ts'
import { type Snippet, snippets } from './snippets.ts'

/** Everything that a client of the simulator needs, ready to be taken along. */
export function ConnectTab({ state }: { state: RunningSimulator }) {
  const { simulatorPanel: words } = useWords()
  const { access, command } = state
  const [sdk, setSdk] = useState<Snippet['sdk']>('java')
  const all = snippets(access)
  const shown = all.find(snippet => snippet.sdk === sdk)
  const fields = [
    [words.endpoint, access.endpoint],
    [words.accountId, access.accountId],
    [words.region, access.region],
    [words.accessKeyId, access.accessKeyId],
    [words.accessKeySecret, access.accessKeySecret],
    [words.reportQueue, access.smsQueues.SmsReport],
    [words.replyQueue, access.smsQueues.SmsUp],
    [words.certificate, access.certificateUrl],
  ] as const
  return (
    <div className="panel-cards panel-cards-connect">
      <div className="panel-column">
        <PanelCard title={words.place} hint={words.placeHint}>
          <dl className="panel-fields">
            {fields.map(([name, text]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="mono">
                  <Copyable text={text} name={name}>
                    <ForeignText text={text} />
                  </Copyable>
                </dd>
              </div>
            ))}
          </dl>
        </PanelCard>
        <PanelCard title={words.command} hint={words.commandHint}>
          <CodeBlock text={command} name={words.commandName} />
        </PanelCard>
      </div>
      <PanelCard title={words.snippet} hint={words.snippetHint}>
        <Segmented
          label={words.sdk}
          value={sdk}
          options={all.map(snippet => ({ value: snippet.sdk, title: snippet.title }))}
          onChange={setSdk}
        />
        {shown !== undefined && (
          <>
            <p className="mono dim">{shown.install}</p>
            <CodeBlock text={shown.code} name={words.snippetName(shown.title)} />
          </>
        )}
      </PanelCard>
    </div>
  )
}
