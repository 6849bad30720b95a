const cache = new Map<string, Intl.NumberFormat>()

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, options)
  cache.set(key, made)
  return made
}

export const formatCount = (count: number, locale: string): string => numberFormat(locale, {}).format(count)

/** Between 0 and 1, in per cent. A share that is not quite everything is never rounded up to it. */
export function formatShare(share: number, locale: string): string {
  const shown = share < 1 ? Math.min(share, 0.999) : share
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(shown)
}

/** Per second: whole from ten on, one decimal below, since "0/s" would be untrue for a slow trickle. */
export function formatRate(perSecond: number, locale: string): string {
  const fractionDigits = perSecond > 0 && perSecond < 10 ? 1 : 0
  return numberFormat(locale, { maximumFractionDigits: fractionDigits }).format(perSecond)
}

export function formatBytes(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
  let scaled = bytes
  let index = 0
  while (scaled >= 1000 && index < units.length - 1) {
    scaled /= 1000
    index += 1
  }
  return numberFormat(locale, {
    style: 'unit',
    unit: units[index] ?? 'byte',
    unitDisplay: index === 0 ? 'long' : 'short',
    maximumFractionDigits: index === 0 || scaled >= 100 ? 0 : 1,
  }).format(scaled)
}

/** A span in milliseconds, in the unit a person would use for it. */
export function formatDuration(milliseconds: number, locale: string): string {
  const unit = (unit: string, value: number, fractionDigits: number) =>
    numberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'narrow',
      minimumFractionDigits: fractionDigits,
      maximumFractionDigits: fractionDigits,
    }).format(value)
  const size = Math.abs(milliseconds)
  if (size < 1_000) return unit('millisecond', Math.round(milliseconds), 0)
  if (size < 99_950) return unit('second', milliseconds / 1_000, 1)
  if (size < 5_400_000) return unit('minute', milliseconds / 60_000, size < 600_000 ? 1 : 0)
  if (size < 129_600_000) return unit('hour', milliseconds / 3_600_000, 1)
  return unit('day', milliseconds / 86_400_000, 1)
}
