import { Webhook } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { EmptyState } from '../kit/EmptyState.tsx'
import { useProgram } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'
import { TestPush } from './TestPush.tsx'

/** What will be seen of the first push, and the push that shows it. */
export function NoPushes() {
  const { pushes: words } = useWords()
  const url = useProgram(state => state.status?.endpoint.url ?? null)
  const element = useRef<HTMLDivElement>(null)
  // Whoever asked for the push by keyboard goes on with it.
  useLayoutEffect(() => {
    const here = element.current
    return () => {
      if (here?.contains(document.activeElement) === true)
        requestAnimationFrame(() => document.querySelector<HTMLElement>('.pushes-message')?.focus())
    }
  }, [])
  return (
    <div className="pushes-empty" ref={element}>
      <EmptyState
        icon={<Webhook aria-hidden />}
        title={words.noneTitle}
        action={url === null ? undefined : <TestPush url={url} />}
      >
        {words.noneHint}
      </EmptyState>
    </div>
  )
}
