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
export const formatShare = (share: number, locale: string): string => percent(share, locale, 0)

/** The same under others of its kind: always with its decimal, so that the points stand below each other. */
export const formatColumnShare = (share: number, locale: string): string =>
  percent(share, locale, share > 0 && share < 1 ? 1 : 0)

function percent(share: number, locale: string, minimumFractionDigits: number): string {
  const shown = share < 1 ? Math.min(share, 0.999) : share
  const format = { style: 'percent', minimumFractionDigits, maximumFractionDigits: 1 } as const
  return numberFormat(locale, format).format(shown)
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
  const format = numberFormat(locale, {
    style: 'unit',
    unit: units[index] ?? 'byte',
    unitDisplay: index === 0 ? 'long' : 'short',
    maximumFractionDigits: index === 0 || scaled >= 100 ? 0 : 1,
  })
  return spaceUnits(format.format(scaled))
}

/** A span in milliseconds, in the unit a person would use for it; whole ones without a decimal. */
export function formatDuration(milliseconds: number, locale: string): string {
  const size = Math.abs(milliseconds)
  if (size < 1_000) return formatUnit('millisecond', Math.round(milliseconds), 0, locale)
  const [unit, length] = unitFor(size)
  const whole = milliseconds % length === 0 || (unit === 'minute' && size >= 600_000)
  return formatUnit(unit, milliseconds / length, whole ? 0 : 1, locale)
}

/** The same for what is reported in whole seconds, where none at all is less than one of them. */
export const formatLatency = (milliseconds: number, locale: string): string =>
  milliseconds === 0 ? formatUnit('second', 0, 0, locale) : formatDuration(milliseconds, locale)

function unitFor(size: number): [unit: 'second' | 'minute' | 'hour' | 'day', milliseconds: number] {
  if (size < 99_950) return ['second', 1_000]
  if (size < 5_400_000) return ['minute', 60_000]
  return size < 129_600_000 ? ['hour', 3_600_000] : ['day', 86_400_000]
}

function formatUnit(unit: string, value: number, fractionDigits: number, locale: string): string {
  // A lone m is also a metre and a month; other units are read from one letter.
  const short = locale.startsWith('zh') || unit === 'minute'
  const format = numberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: short ? 'short' : 'narrow',
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  })
  return spaceUnits(format.format(value))
}

/** A number and its unit are told apart by a narrow space that no line breaks at, in Chinese too. */
export const spaceUnits = (text: string): string => text.replace(/(\d) ?(?=\p{L})/gu, '$1\u202f')
