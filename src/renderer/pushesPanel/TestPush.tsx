import { Send } from 'lucide-react'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { useProgram } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'
import { useTestPush } from './useTestPush.ts'

/** Has the simulator push to the endpoint, which starts it where it does not run. */
export function TestPush({ url }: { url: string }) {
  const { pushes: words } = useWords()
  const simulated = useProgram(state => state.status?.simulator.running === true)
  const { sending, problem, send } = useTestPush()
  return (
    <>
      <Button
        look="main"
        icon={<Send aria-hidden />}
        busy={sending}
        onClick={() => void send(url, simulated)}
      >
        {words.sendTest}
      </Button>
      {!simulated && <p className="faint">{words.startsSimulator}</p>}
      <FormProblem problem={problem} />
    </>
  )
}
