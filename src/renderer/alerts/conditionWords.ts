import type { Alert, AlertMeasure } from '../../contract/alerts.ts'
import { formatCount, formatDuration, formatShare } from '../format/numbers.ts'
import { useLocale, useWords } from '../words/useWords.ts'

/** Rules and their measures as sentences. */
export function useConditionWords() {
  const { alerts: words } = useWords()
  const locale = useLocale()
  const count = (value: number) => formatCount(value, locale)
  const span = (value: number) => formatDuration(value, locale)
  const share = (value: number) => formatShare(value, locale)

  function rule({ condition, windowMs, query }: Alert): string {
    const within = words.within(span(windowMs), query)
    switch (condition.kind) {
      case 'count':
        return words.countRule(count(condition.atLeast), within)
      case 'share':
        return words.shareRule(share(condition.atLeast), condition.part, count(condition.minimum), within)
      case 'latency':
        return words.latencyRule(
          condition.percentile,
          span(condition.atLeastMs),
          count(condition.minimum),
          within,
        )
      case 'unreported':
        return words.unreportedRule(count(condition.atLeast), span(condition.afterMs), within)
      default:
        return condition satisfies never
    }
  }

  const unit = { count, unreported: count, share, latency: span }

  return {
    rule,
    measure({ condition, measure }: Pick<Alert, 'condition' | 'measure'>): string {
      if (measure === null) return words.notMeasured
      if (measure.value === null) return words.tooFew(count(measure.rows))
      return words.now(unit[condition.kind](measure.value), measure.partial)
    },
    isReached({ condition }: Pick<Alert, 'condition'>, { value }: AlertMeasure): boolean {
      const threshold = condition.kind === 'latency' ? condition.atLeastMs : condition.atLeast
      return value !== null && value >= threshold
    },
  }
}
