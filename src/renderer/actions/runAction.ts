import type { Input } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { SimulatorCalls } from '../../contract/simulatorApi.ts'
import { openInBench } from '../bench/benchStore.ts'
import { toCurl } from '../inspector/toCurl.ts'
import { isMany } from '../receipts/choice.ts'
import { chooseReplay } from '../replay/replayStore.ts'
import { copyText } from '../state/copyText.ts'
import { nextFrame } from '../state/nextFrame.ts'
import { goTo, placeOf } from '../state/place.ts'
import { defaultPreferences, setPreferences, usePreferences } from '../state/preferences.ts'
import type { Services } from '../state/services.ts'
import { inspectorTabs, setShell, useShell } from '../state/shell.ts'
import { sayError } from '../words/sayError.ts'
import { spokenNow } from '../words/useSpoken.ts'
import { currentWords } from '../words/useWords.ts'
import type { ActionId } from './actions.ts'

/** Rows a page key moves by. */
const pageRows = 20

const actions: Record<ActionId, (services: Services) => void> = {
  showReceipts: () => goTo('receipts'),
  showPushes: () => goTo('pushes'),
  showBench: () => goTo('bench'),
  showQueues: () => goTo('queues'),
  showSimulator: () => goTo('simulator'),
  showInsights: () => goTo('insights'),
  showReconcile: () => goTo('reconcile'),
  showSettings: () => goTo('settings'),
  focusQuery,
  togglePause: ({ receipts }) => receipts.setPaused(!receipts.store.getState().paused),
  showNewest: ({ receipts }) => receipts.showNewest(),
  nextRow: ({ receipts }) => receipts.selectBeside(1),
  previousRow: ({ receipts }) => receipts.selectBeside(-1),
  pageDown: ({ receipts }) => receipts.selectBeside(pageRows),
  pageUp: ({ receipts }) => receipts.selectBeside(-pageRows),
  lastRow: ({ receipts }) => receipts.selectAt(-1),
  openRow,
  closeRow,
  nextFailure: services => void selectFailure(services, 1),
  previousFailure: services => void selectFailure(services, -1),
  extendNext: ({ receipts }) => receipts.selectBeside(1, 'range'),
  extendPrevious: ({ receipts }) => receipts.selectBeside(-1, 'range'),
  toggleChosen: ({ receipts }) => receipts.toggleSelected(),
  chooseAll: ({ receipts }) => receipts.chooseAll(),
  compareRows,
  copyRow: services => void copyRow(services),
  togglePin: services => void togglePin(services),
  replayRow,
  inspectSignature: services => void inspectSignature(services),
  nextTab: () => moveTab(1),
  previousTab: () => moveTab(-1),
  toggleSql,
  toggleFacets: () => setPreferences({ facets: !chosen().facets }),
  toggleTimes: () => setPreferences({ times: chosen().times === 'relative' ? 'absolute' : 'relative' }),
  toggleMask: () => setPreferences({ maskPhones: !chosen().maskPhones }),
  toggleDensity: () =>
    setPreferences({ density: chosen().density === 'compact' ? 'comfortable' : 'compact' }),
  themeLight: () => setPreferences({ theme: 'light' }),
  themeDark: () => setPreferences({ theme: 'dark' }),
  themeSystem: () => setPreferences({ theme: 'system' }),
  languageEnglish: () => setPreferences({ language: 'en' }),
  languageChinese: () => setPreferences({ language: 'zh-CN' }),
  languageSystem: () => setPreferences({ language: 'system' }),
  resetColumns: () => setPreferences({ columns: defaultPreferences.columns }),
  toggleSimulator: services => void toggleSimulator(services),
  sendBurst: services => void order(services, 'simulator.burst', { count: 100 }),
  openPalette: () => setShell({ overlay: 'palette' }),
  showShortcuts: () => setShell({ overlay: 'shortcuts' }),
  showFirstRun: () => setShell({ panel: 'receipts', firstRun: 'choices' }),
}

export const runAction = (id: ActionId, services: Services): void => actions[id](services)

const chosen = usePreferences.getState

function focusQuery(): void {
  goTo('receipts')
  const field = document.querySelector<HTMLInputElement>('#query')
  field?.focus()
  field?.select()
}

function toggleSql(): void {
  const opens = placeOf(useShell.getState()) !== 'sql'
  goTo(opens ? 'sql' : 'receipts')
  if (!opens) giveFocusToList()
}

/** What had the keyboard may have gone: the list is where it goes on. */
function giveFocusToList(): void {
  nextFrame(() => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('.table-scroller')?.focus()
  })
}

/** Selects the newest row where none is, and hands the keys to the inspector where one is. */
function openRow({ receipts }: Services): void {
  if (receipts.store.getState().selected === null) receipts.selectBeside(0)
  else document.querySelector<HTMLElement>('.inspector [role="tab"][data-state="active"]')?.focus()
}

/** Opens what sends it; the button to send has the focus, so that Enter is the yes. */
function replayRow({ receipts }: Services): void {
  const { selected, chosen } = receipts.store.getState()
  if (isMany(chosen)) setShell({ task: 'replay' })
  else if (selected === null) return
  else setShell({ tab: 'replay' })
  chooseReplay({ asked: true })
}

function moveTab(by: number): void {
  const here = inspectorTabs.indexOf(useShell.getState().tab)
  const tab = inspectorTabs[(here + by + inspectorTabs.length) % inspectorTabs.length]
  if (tab !== undefined) setShell({ tab })
}

/** Takes away what was opened last: a way to begin, the console, what is done with several rows, the inspector. */
function closeRow({ receipts }: Services): void {
  const { firstRun, sql, task } = useShell.getState()
  if (firstRun !== null) setShell({ firstRun: firstRun === 'choices' ? null : 'choices' })
  else if (sql) goTo('receipts')
  else if (task !== 'none') setShell({ task: 'none' })
  else receipts.close()
  giveFocusToList()
}

async function selectFailure({ receipts }: Services, direction: 1 | -1): Promise<void> {
  const { choice } = currentWords()
  const found = await receipts.selectFailure(direction)
  if (!found) setShell({ notice: { text: choice.noFailure, hint: null } })
}

function compareRows({ receipts }: Services): void {
  const { choice } = currentWords()
  const { chosen } = receipts.store.getState()
  if (chosen.kind === 'rows' && chosen.ids.size === 2) setShell({ task: 'compare' })
  else setShell({ notice: { text: choice.needsTwo, hint: null } })
}

async function copyRow({ client, receipts, program }: Services): Promise<void> {
  const id = receipts.store.getState().selected?.id
  if (id === undefined) return
  try {
    const detail = await client.call('receipts.get', { id })
    const endpointUrl = program.getState().status?.endpoint.url ?? null
    await copyText(toCurl(detail, endpointUrl) ?? detail.layers.at(-1)?.text ?? '')
  } catch (error) {
    tell(error, currentWords().kit.notCopied)
  }
}

async function togglePin({ client, receipts }: Services): Promise<void> {
  const { selected, rows } = receipts.store.getState()
  if (selected === null) return
  const { id, seq } = selected
  try {
    const known = seq === null ? undefined : rows.row(seq)
    const { pinned } = known ?? (await client.call('receipts.get', { id }))
    await client.call('receipts.pin', { what: { ids: [id] }, pinned: !pinned })
  } catch (error) {
    tell(error, currentWords().kit.failed)
  }
}

async function inspectSignature({ client, receipts }: Services): Promise<void> {
  const id = receipts.store.getState().selected?.id
  if (id === undefined) return
  try {
    const { requestLine } = await client.call('receipts.get', { id })
    const { bench } = currentWords()
    if (requestLine === null) setShell({ notice: { text: bench.noPush, hint: null } })
    else openInBench({ kind: 'push', id, attempt: null })
  } catch (error) {
    tell(error, currentWords().kit.failed)
  }
}

function toggleSimulator(services: Services): Promise<void> {
  const on = services.program.getState().status?.simulator.running !== true
  return order(services, 'simulator.switch', { on })
}

async function order<N extends keyof SimulatorCalls>(
  { client }: Services,
  name: N,
  input: Input<N>,
): Promise<void> {
  try {
    await client.call(name, input)
  } catch (error) {
    tell(error, currentWords().kit.failed)
  }
}

function tell(error: unknown, text: string): void {
  const hint = error instanceof ApiError ? sayError(error, spokenNow) : String(error)
  setShell({ notice: { text, hint } })
}
