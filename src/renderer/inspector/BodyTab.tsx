import { useState } from 'react'
import type { BodyLayer, ReceiptDetail } from '../../contract/receipt.ts'
import { formatLayer } from '../format/formatLayer.ts'
import { maskPhonesIn } from '../format/formatPhone.ts'
import { Copyable } from '../kit/Copyable.tsx'
import { LongText } from '../kit/LongText.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useWords } from '../words/useWords.ts'

/** Every wrapping found around the body, the innermost first: that is the one people come for. */
export function BodyTab({ detail }: { detail: ReceiptDetail }) {
  const { inspector: words } = useWords()
  const [formatted, setFormatted] = useState(true)
  const layers = [...detail.layers.entries()].reverse()
  if (layers.length === 0) return <p className="inspector-body dim">{words.emptyBody}</p>
  return (
    <div className="inspector-body">
      <Segmented
        label={words.bodyView}
        value={formatted ? 'formatted' : 'received'}
        options={[
          { value: 'formatted', title: words.formatted },
          { value: 'received', title: words.asReceived },
        ]}
        onChange={value => setFormatted(value === 'formatted')}
      />
      {layers.map(([index, layer]) => (
        <Layer key={index} layer={layer} place={index + 1} formatted={formatted} />
      ))}
    </div>
  )
}

function Layer({ layer, place, formatted }: { layer: BodyLayer; place: number; formatted: boolean }) {
  const { inspector: words } = useWords()
  const masked = usePreferences(state => state.maskPhones)
  const title = words.layer(place, words.layerOf[layer.encoding])
  const laidOut = (formatted ? formatLayer(layer) : null) ?? layer.text
  return (
    <section className="card" aria-label={title}>
      <h3>
        <Copyable text={layer.text} name={title}>
          {title}
        </Copyable>
      </h3>
      <LongText text={masked ? maskPhonesIn(laidOut) : laidOut} />
    </section>
  )
}
