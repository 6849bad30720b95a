import type { Histogram } from '../../contract/query.ts'

/** A short history drawn in few buckets would be a wall of bars: empty ones before it keep bars slim and time in scale. */
export function padBuckets(histogram: Histogram, least: number): Histogram {
  const { buckets, statuses, width } = histogram
  const missing = least - buckets.length
  if (missing <= 0 || buckets.length === 0) return histogram
  const from = histogram.from - missing * width
  const empty = Array.from({ length: missing }, (_, index) => ({
    at: from + index * width,
    counts: statuses.map(() => 0),
  }))
  return { ...histogram, from, buckets: [...empty, ...buckets] }
}
