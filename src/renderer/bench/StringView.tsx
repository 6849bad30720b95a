import type { SignatureCheck, SignedLinePair } from '../../contract/signature.ts'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useWords } from '../words/useWords.ts'
import { ExactText } from './ExactText.tsx'
import { linePieces } from './linePieces.ts'
import { originWord } from './originWord.ts'

/** The string to sign line by line: where each comes from, and what was signed in its place. */
export function StringView({ check }: { check: SignatureCheck }) {
  const { bench: words } = useWords()
  const { lines, signed, verification } = check
  const last = lines.length - 1
  return (
    <>
      <ol className="bench-lines mono" aria-label={words.stringTitle}>
        {[...lines.entries()].map(([index, line]) => (
          <Line key={index} number={index + 1} line={line} ends={index < last} />
        ))}
      </ol>
      <p className="dim">{words.knowledge[signed]}</p>
      {verification.signedDigest !== null && (
        <p className="dim bench-digest">
          {signed === 'unknown' ? words.digestOther : words.digestFits}{' '}
          <Copyable text={verification.signedDigest} name={words.digest}>
            <span className="mono">{verification.signedDigest}</span>
          </Copyable>
        </p>
      )}
    </>
  )
}

function Line({ number, line, ends }: { number: number; line: SignedLinePair; ends: boolean }) {
  const { bench: words } = useWords()
  const { received, signed, origin } = line
  const differs = received !== signed
  const newline = ends && (
    <span className="bench-newline" aria-hidden>
      ⏎
    </span>
  )
  return (
    <li className={differs ? 'bench-line bench-line-differs' : 'bench-line'}>
      <b aria-hidden>{number}</b>
      <span className="bench-line-text">
        {differs ? (
          <>
            {signed !== null && (
              <ins>
                <span className="visually-hidden">{words.wasSigned}: </span>
                <Differing text={signed} other={received} />
                {newline}
              </ins>
            )}
            {received !== null && (
              <del>
                <span className="visually-hidden">{words.wasReceived}: </span>
                <Differing text={received} other={signed} />
                {signed === null && newline}
              </del>
            )}
          </>
        ) : (
          <>
            {received === '' ? (
              <i className="faint">{words.emptyLine}</i>
            ) : (
              <ExactText text={received ?? ''} />
            )}
            {newline}
          </>
        )}
      </span>
      <em>
        <ForeignText text={origin === null ? words.noOrigin : originWord(origin, words)} />
        {differs && <> · {received === null ? words.lost : signed === null ? words.joined : words.altered}</>}
      </em>
    </li>
  )
}

function Differing({ text, other }: { text: string; other: string | null }) {
  if (other === null) return <ExactText text={text} />
  const { before, differing, after } = linePieces(text, other)
  return (
    <>
      <ExactText text={before} />
      {differing !== '' && (
        <strong>
          <ExactText text={differing} />
        </strong>
      )}
      <ExactText text={after} />
    </>
  )
}
