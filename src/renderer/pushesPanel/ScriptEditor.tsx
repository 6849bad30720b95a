import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { AnswerStep } from '../../contract/push.ts'
import { Button } from '../kit/Button.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { useWords } from '../words/useWords.ts'
import { moveStep } from './moveStep.ts'
import { StepFields } from './StepFields.tsx'

const mostSteps = 50

type Props = { steps: readonly AnswerStep[]; onChange: (steps: AnswerStep[]) => void }

/** A list of answers, one for each attempt at a message; the focus stays with the answer that was moved. */
export function ScriptEditor({ steps, onChange }: Props) {
  const { pushes: words } = useWords()
  const list = useRef<HTMLOListElement>(null)
  const [said, setSaid] = useState('')
  const grown = useRef(false)
  const controlsOf = (place: number) => list.current?.children[place]
  const focus = (place: number, selectors: string[]) => {
    for (const selector of selectors) {
      const control = controlsOf(place)?.querySelector<HTMLElement>(`${selector}:not(:disabled)`)
      if (control instanceof HTMLElement) return control.focus()
    }
  }
  useEffect(() => {
    if (!grown.current) return
    grown.current = false
    list.current?.lastElementChild?.querySelector('select')?.focus()
  })
  const move = (place: number, by: -1 | 1) => {
    onChange(moveStep(steps, place, by))
    setSaid(words.movedTo(String(place + 1 + by)))
    focus(place + by, by === -1 ? ['.script-up', '.script-down'] : ['.script-down', '.script-up'])
  }
  const remove = (place: number) => {
    onChange(steps.filter((_, at) => at !== place))
    setSaid(words.removed(String(place + 1)))
    focus(place === steps.length - 1 ? place - 1 : place, ['.script-remove', 'select'])
  }
  return (
    <div className="script">
      <ol ref={list} aria-label={words.script}>
        {[...steps.entries()].map(([place, step]) => {
          const number = String(place + 1)
          return (
            <li key={place}>
              <span className="script-place faint">
                {place === steps.length - 1 ? words.fromAttempt(number) : words.atAttempt(number)}
              </span>
              <div className="script-fields">
                <StepFields
                  label={words.answerAt(number)}
                  step={step}
                  onChange={changed => onChange(steps.map((each, at) => (at === place ? changed : each)))}
                />
              </div>
              <IconButton
                className="script-up"
                label={words.moveUp(number)}
                icon={<ArrowUp aria-hidden />}
                disabled={place === 0}
                onClick={() => move(place, -1)}
              />
              <IconButton
                className="script-down"
                label={words.moveDown(number)}
                icon={<ArrowDown aria-hidden />}
                disabled={place === steps.length - 1}
                onClick={() => move(place, 1)}
              />
              <IconButton
                className="script-remove"
                label={words.remove(number)}
                icon={<X aria-hidden />}
                disabled={steps.length === 1}
                onClick={() => remove(place)}
              />
            </li>
          )
        })}
      </ol>
      <Button
        look="quiet"
        icon={<Plus aria-hidden />}
        disabled={steps.length >= mostSteps}
        onClick={() => {
          grown.current = true
          onChange([...steps, { kind: 'verify' }])
        }}
      >
        {words.addAnswer}
      </Button>
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
    </div>
  )
}
