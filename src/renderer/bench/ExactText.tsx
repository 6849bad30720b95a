import { Fragment } from 'react'
import { ForeignText } from '../kit/ForeignText.tsx'

/** Text where every byte counts: spaces are drawn too, and still read and copied as spaces. */
export function ExactText({ text }: { text: string }) {
  return text.split(/( +)/).map((piece, index) => {
    const key = `${index} ${piece.length}`
    if (!piece.startsWith(' ')) return <ForeignText key={key} text={piece} />
    return (
      <Fragment key={key}>
        {[...piece].map((space, place) => (
          <span key={`${key} ${String(place)}`} className="drawn-space">
            {space}
          </span>
        ))}
      </Fragment>
    )
  })
}
