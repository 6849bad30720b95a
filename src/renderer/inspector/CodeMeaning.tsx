import './CodeMeaning.css'
import type { CodeExplanation } from '../../contract/codeExplanation.ts'
import { Chip, type Tone } from '../kit/Chip.tsx'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'

const retryTones: Record<CodeExplanation['retry'], Tone> = {
  needless: 'ok',
  later: 'wait',
  'after-change': 'wait',
  no: 'bad',
  unclear: 'neutral',
}

type Group = CodeExplanation['groups'][number]

/** The meanings of the number's own carrier first; what others mean by the same code on demand. */
export function CodeMeaning({ explanation: { groups, retry } }: { explanation: CodeExplanation }) {
  const { inspector: words } = useWords()
  const hinted = groups.filter(group => group.hinted)
  const first = hinted.length > 0 ? hinted : groups.slice(0, 1)
  const others = groups.filter(group => !first.includes(group))
  return (
    <div className="code-meaning">
      {first.map(group => (
        <Meanings key={group.origin} group={group} named={first.length > 1} advised={retry !== 'needless'} />
      ))}
      {retry !== 'needless' && <Chip tone={retryTones[retry]}>{words.retry[retry]}</Chip>}
      {others.length > 0 && (
        <details>
          <summary>{words.otherMeanings}</summary>
          {others.map(group => (
            <Meanings key={group.origin} group={group} named advised />
          ))}
        </details>
      )}
    </div>
  )
}

/** What whoever is named means by the code; without a name where only one is asked about. */
function Meanings({ group, named, advised }: { group: Group; named: boolean; advised: boolean }) {
  const { inspector: words } = useWords()
  const spoken = useSpoken()
  return (
    <>
      {named && <h4>{spoken(group.name)}</h4>}
      {group.meanings.map(({ meaning, advice }) => (
        <p key={meaning.en}>
          <strong>{spoken(meaning)}</strong>{' '}
          {advised && (
            <>
              {words.advice}
              {spoken(advice)}
            </>
          )}
        </p>
      ))}
    </>
  )
}
