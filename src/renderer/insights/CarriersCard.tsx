import { formatColumnShare, formatCount, formatLatency } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { PanelCard } from '../kit/PanelCard.tsx'
import { quoteValue } from '../query/quoteValue.ts'
import { useCarrierName } from '../receipts/useCarrierName.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { narrow } from './periods.ts'
import type { Reading } from './useInsights.ts'
import { useShowRows } from './useShowRows.ts'

/** How each carrier does: what arrives, and how long it takes. */
export function CarriersCard({ reading: { now, query } }: { reading: Reading }) {
  const { insights: words } = useWords()
  const locale = useLocale()
  const showRows = useShowRows()
  const carrierName = useCarrierName()
  const duration = (value: number | undefined) => (value === undefined ? '—' : formatLatency(value, locale))
  return (
    <PanelCard title={words.carriers} hint={words.carriersHint}>
      <div className="insights-scroll">
        <table className="insights-table">
          <thead>
            <tr>
              <th scope="col">{words.carrier}</th>
              <th scope="col">{words.figure.reports}</th>
              <th scope="col">{words.figure.deliveryRate}</th>
              <th scope="col">p50</th>
              <th scope="col">p95</th>
              <th scope="col">p99</th>
            </tr>
          </thead>
          <tbody>
            {now.carriers.map(({ carrier, reports, deliveryRate, latency }) => (
              <tr key={carrier ?? ''}>
                <th scope="row">
                  <button
                    type="button"
                    className="insights-link"
                    onClick={() =>
                      showRows(
                        narrow(
                          query,
                          `kind:report ${carrier === null ? '-has:carrier' : `carrier:${quoteValue(carrier)}`}`,
                        ),
                      )
                    }
                  >
                    {carrier === null ? words.noCarrier : revealInline(carrierName(carrier), 40)}
                  </button>
                </th>
                <td>{formatCount(reports, locale)}</td>
                <td>
                  {deliveryRate === null ? (
                    '—'
                  ) : (
                    <span className="rate">
                      <span className="rate-bar" aria-hidden>
                        <span style={{ width: `${deliveryRate * 100}%` }} />
                      </span>
                      {formatColumnShare(deliveryRate, locale)}
                    </span>
                  )}
                </td>
                <td>{duration(latency?.p50)}</td>
                <td>{duration(latency?.p95)}</td>
                <td>{duration(latency?.p99)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </PanelCard>
  )
}
