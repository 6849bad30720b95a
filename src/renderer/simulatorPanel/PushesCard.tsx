import { callbackScheduleNames, certificateKindNames, contentMd5Names } from '../../contract/simulator.ts'
import { Button } from '../kit/Button.tsx'
import { PanelCard, PanelRow } from '../kit/PanelCard.tsx'
import { Select } from '../kit/Select.tsx'
import { setShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import type { RunningSimulator } from './runningSimulator.ts'
import { useOrder } from './useSimulator.ts'

export function PushesCard({ state }: { state: RunningSimulator }) {
  const { simulatorPanel: words } = useWords()
  const order = useOrder()
  const { pushes, certificates } = state
  const say = (text: string) => (done: boolean) => {
    if (done) setShell({ notice: { text, hint: null } })
  }
  return (
    <PanelCard title={words.pushes}>
      <PanelRow title={words.contentMd5}>
        <Select
          label={words.contentMd5}
          labelShown={false}
          value={pushes.contentMd5}
          options={contentMd5Names.map(value => ({ value, title: words.contentMd5Of[value] }))}
          onChange={contentMd5 => void order('simulator.setPushes', { ...pushes, contentMd5 })}
        />
      </PanelRow>
      <PanelRow title={words.schedule}>
        <Select
          label={words.schedule}
          labelShown={false}
          value={pushes.callbackSchedule}
          options={callbackScheduleNames.map(value => ({ value, title: words.scheduleOf[value] }))}
          onChange={callbackSchedule => void order('simulator.setPushes', { ...pushes, callbackSchedule })}
        />
      </PanelRow>
      <PanelRow title={words.rotate} hint={words.rotateHint(certificates)}>
        {certificateKindNames.map(kind => (
          <Button
            key={kind}
            aria-label={`${words.rotate}: ${words.rotateTo[kind]}`}
            onClick={() => void order('simulator.rotateCertificate', { kind }).then(say(words.rotated))}
          >
            {words.rotateTo[kind]}
          </Button>
        ))}
      </PanelRow>
      <PanelRow title={words.expireTokens} hint={words.expireTokensHint}>
        <Button onClick={() => void order('simulator.expireTokens', null).then(say(words.expired))}>
          {words.expireNow}
        </Button>
      </PanelRow>
    </PanelCard>
  )
}
