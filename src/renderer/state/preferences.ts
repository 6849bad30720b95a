import { create } from 'zustand'
import { type ColumnPreference, columnNames, isColumnName } from '../receipts/columnNames.ts'

export type Language = 'system' | 'en' | 'zh-CN'
type Theme = 'system' | 'light' | 'dark'
type Density = 'comfortable' | 'compact'

export type Preferences = {
  language: Language
  theme: Theme
  density: Density
  times: 'relative' | 'absolute'
  maskPhones: boolean
  histogram: boolean
  /** The values to narrow down by are in sight. */
  facets: boolean
  /** One of the ways to begin was taken, or none was wanted. */
  welcomed: boolean
  /** Newest first. */
  recentQueries: string[]
  /** SQL that was run, newest first. */
  recentStatements: string[]
  inspectorWidth: number
  /** In order; those not named here are hidden. */
  columns: ColumnPreference[]
  /** Queries saved under a name by an earlier version; the core keeps them now. */
  views: { name: string; query: string }[]
  /** A person's own chords by action; an empty list means none. */
  shortcuts: Record<string, string[]>
}

export const defaultPreferences: Preferences = {
  language: 'system',
  theme: 'system',
  density: 'comfortable',
  times: 'relative',
  maskPhones: false,
  histogram: true,
  facets: false,
  welcomed: false,
  recentQueries: [],
  recentStatements: [],
  inspectorWidth: 428,
  columns: columnNames
    .filter(name => name !== 'carrier' && name !== 'outId' && name !== 'source')
    .map(name => ({ name, width: null })),
  views: [],
  shortcuts: {},
}

const storageKey = 'receiptscope.preferences'

const oneOf = <T extends string>(value: unknown, options: readonly T[], otherwise: T): T =>
  options.find(option => option === value) ?? otherwise

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parseTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(text => typeof text === 'string').slice(0, 50) : []

function parseColumns(value: unknown): ColumnPreference[] {
  if (!Array.isArray(value)) return defaultPreferences.columns
  const seen = new Set<string>()
  const columns = value.filter(isRecord).flatMap(({ name, width }) => {
    if (!isColumnName(name) || seen.has(name)) return []
    seen.add(name)
    return [{ name, width: typeof width === 'number' && width >= 40 && width <= 1_200 ? width : null }]
  })
  return columns.length === 0 ? defaultPreferences.columns : columns
}

function parseViews(value: unknown): Preferences['views'] {
  if (!Array.isArray(value)) return []
  return value
    .filter(isRecord)
    .flatMap(({ name, query }) =>
      typeof name === 'string' && typeof query === 'string' ? [{ name, query }] : [],
    )
}

function parseShortcuts(value: unknown): Record<string, string[]> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, chords]) =>
      Array.isArray(chords) ? [[id, chords.filter(chord => typeof chord === 'string')]] : [],
    ),
  )
}

/** What was stored, with a default in place of everything that is missing or makes no sense. */
export function parsePreferences(value: unknown): Preferences {
  const stored = isRecord(value) ? value : {}
  const width = stored.inspectorWidth
  return {
    language: oneOf(stored.language, ['system', 'en', 'zh-CN'], 'system'),
    theme: oneOf(stored.theme, ['system', 'light', 'dark'], 'system'),
    density: oneOf(stored.density, ['comfortable', 'compact'], 'comfortable'),
    times: oneOf(stored.times, ['relative', 'absolute'], 'relative'),
    maskPhones: stored.maskPhones === true,
    histogram: stored.histogram !== false,
    facets: stored.facets === true,
    welcomed: stored.welcomed === true,
    recentQueries: parseTexts(stored.recentQueries),
    recentStatements: parseTexts(stored.recentStatements),
    inspectorWidth: typeof width === 'number' && width >= 300 && width <= 1_200 ? width : 428,
    columns: parseColumns(stored.columns),
    views: parseViews(stored.views),
    shortcuts: parseShortcuts(stored.shortcuts),
  }
}

function readStored(): Preferences {
  try {
    return parsePreferences(JSON.parse(localStorage.getItem(storageKey) ?? '{}'))
  } catch {
    return defaultPreferences
  }
}

export const usePreferences = create<Preferences>(() => readStored())

/** Changes and remembers; a window that may not store anything still changes. */
export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change)
  try {
    localStorage.setItem(storageKey, JSON.stringify(usePreferences.getState()))
  } catch {
    // Storage is full or forbidden: the choice lasts as long as the window.
  }
}

/** Applies what style sheets depend on, now and at every change; another window of the same origin counts too. */
export function applyPreferences(root: HTMLElement): () => void {
  const apply = ({ theme, density }: Preferences) => {
    if (theme === 'system') delete root.dataset.theme
    else root.dataset.theme = theme
    root.dataset.density = density
  }
  apply(usePreferences.getState())
  const unsubscribe = usePreferences.subscribe(apply)
  const onStorage = (event: StorageEvent) => {
    if (event.key === storageKey) usePreferences.setState(readStored())
  }
  addEventListener('storage', onStorage)
  return () => {
    unsubscribe()
    removeEventListener('storage', onStorage)
  }
}
