import type { Histogram } from '../../contract/query.ts'

type Status = Histogram['statuses'][number]

/** From the ground up; failures on top, where they catch the eye. */
const stacking: Status[] = ['delivered', 'inbound', 'pending', 'unknown', 'failed']

/** Share of a bucket's width that its bar takes. */
const barWidth = 0.8
/** What is there at all must be seen: the least height of a part, as a share of the whole. */
const leastHeight = 0.025

export type Bars = { status: Status; path: string }[]

/** One SVG path for each status in a box of one unit per bucket and a height of 1, bars stacked and scaled to the highest. */
export function stackBars({ statuses, buckets }: Histogram): Bars {
  const highest = Math.max(1, ...buckets.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0)))
  const paths = new Map<Status, string>()
  for (const [index, { counts }] of buckets.entries()) {
    let top = 1
    for (const status of stacking) {
      const count = counts[statuses.indexOf(status)] ?? 0
      if (count === 0) continue
      const height = Math.max(leastHeight, count / highest)
      top = Math.max(0, top - height)
      const x = index + (1 - barWidth) / 2
      const bar = `M${x.toFixed(2)} ${top.toFixed(4)}h${barWidth}v${height.toFixed(4)}h-${barWidth}z`
      paths.set(status, (paths.get(status) ?? '') + bar)
    }
  }
  return stacking.flatMap(status => {
    const path = paths.get(status)
    return path === undefined ? [] : [{ status, path }]
  })
}

/** How many of each status, over everything. */
export function sumStatuses({ statuses, buckets }: Histogram): { status: Status; count: number }[] {
  return statuses
    .map((status, index) => ({
      status,
      count: buckets.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0),
    }))
    .filter(({ count }) => count > 0)
}
