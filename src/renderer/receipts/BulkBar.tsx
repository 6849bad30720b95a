import './BulkBar.css'
import { Copy, Download, GitCompareArrows, Pin, PinOff, RotateCw, X } from 'lucide-react'
import { exportFormats } from '../../contract/exportedReceipt.ts'
import { useActions } from '../actions/useActions.ts'
import { exportReceipts } from '../export/exportStore.ts'
import { saveFile } from '../export/saveFile.ts'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { KeyHint } from '../kit/KeyHint.tsx'
import { Menu, MenuItem } from '../kit/Menu.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useReceipts, useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useTell } from '../state/useTell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { isMany, whichOf } from './choice.ts'
import { type CopyForm, copyChosen, copyForms } from './copyChosen.ts'
import { useChosenCount } from './useChosenCount.ts'

/** What can be done with several receipts at once; there while more than one is chosen. */
export function BulkBar() {
  const many = useReceipts(state => isMany(state.chosen))
  return many ? <Bar /> : null
}

function Bar() {
  const { choice: words } = useWords()
  const { receipts } = useServices()
  const { run, keysOf } = useActions()
  const { count, all } = useChosenCount()
  const keys = (id: Parameters<typeof run>[0]) =>
    keysOf(id)
      .slice(0, 1)
      .map(chord => <KeyHint key={chord} chord={chord} />)
  return (
    <div className="bulk-bar" role="toolbar" aria-label={words.label}>
      <Said />
      {!all && (
        <Button look="quiet" onClick={() => run('chooseAll')}>
          {words.chooseAll}
          {keys('chooseAll')}
        </Button>
      )}
      <span className="bulk-gap" aria-hidden />
      <Button look="quiet" icon={<RotateCw aria-hidden />} onClick={() => run('replayRow')}>
        {words.replay}
        {keys('replayRow')}
      </Button>
      {count === 2 && !all && (
        <Button look="quiet" icon={<GitCompareArrows aria-hidden />} onClick={() => run('compareRows')}>
          {words.compare}
          {keys('compareRows')}
        </Button>
      )}
      <ExportChosen />
      <CopyChosen />
      <PinChosen />
      <IconButton label={words.clear} keys={['Escape']} icon={<X aria-hidden />} onClick={receipts.close} />
    </div>
  )
}

function Said() {
  const { choice: words } = useWords()
  const locale = useLocale()
  const { count, all, partial } = useChosenCount()
  const shown = formatCount(count, locale)
  return (
    <strong role="status">
      {all ? words.all(partial ? words.atLeast(shown) : shown) : words.chosen(count, shown)}
    </strong>
  )
}

function ExportChosen() {
  const { choice: words, export: formats } = useWords()
  const { client } = useServices()
  const chosen = useReceipts(state => state.chosen)
  const masked = usePreferences(state => state.maskPhones)
  const tell = useTell()
  return (
    <Menu
      trigger={
        <Button look="quiet" icon={<Download aria-hidden />}>
          {words.export}
        </Button>
      }
    >
      {exportFormats.map(format => (
        <MenuItem
          key={format}
          onSelect={() => exportReceipts(client, { what: whichOf(chosen), format, masked }, saveFile, tell)}
        >
          <span className="menu-pair">
            {formats.format[format]} <span className="faint">{formats.use[format]}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  )
}

function CopyChosen() {
  const { choice: words, kit } = useWords()
  const locale = useLocale()
  const { client, receipts, program } = useServices()
  const masked = usePreferences(state => state.maskPhones)
  const tell = useTell()

  async function copy(form: CopyForm) {
    const { chosen, rows } = receipts.store.getState()
    const places = chosen.kind === 'all' ? [] : [...chosen.ids]
    const seqs = new Map<string, number>(places.map(([seq, id]) => [id, seq]))
    try {
      const { text, count, cut } = await copyChosen({
        client,
        which: whichOf(chosen),
        form,
        masked,
        endpointUrl: program.getState().status?.endpoint.url ?? null,
        known: id => rows.row(seqs.get(id) ?? -1),
      })
      if (count === 0) {
        setShell({ notice: { text: words.nothingToCopy, hint: null } })
        return
      }
      const whole = form === 'json' ? `[\n${text}\n]` : text
      await navigator.clipboard.writeText(whole).then(
        () => {
          const shown = formatCount(count, locale)
          const hint = cut ? words.copiedFirst(shown) : null
          setShell({ notice: { text: words.copied(count, shown), hint } })
        },
        () => setShell({ notice: { text: kit.notCopied, hint: null } }),
      )
    } catch (error) {
      tell(error as Parameters<typeof tell>[0])
    }
  }

  return (
    <Menu
      trigger={
        <Button look="quiet" icon={<Copy aria-hidden />}>
          {words.copy}
        </Button>
      }
    >
      {copyForms.map(form => (
        <MenuItem key={form} onSelect={() => void copy(form)}>
          {words.copyAs[form]}
        </MenuItem>
      ))}
    </Menu>
  )
}

function PinChosen() {
  const { choice: words } = useWords()
  const locale = useLocale()
  const { client } = useServices()
  const chosen = useReceipts(state => state.chosen)
  const tell = useTell()
  const pin = (pinned: boolean) =>
    client.call('receipts.pin', { what: whichOf(chosen), pinned }).then(({ changed }) => {
      const shown = formatCount(changed, locale)
      const text = pinned ? words.pinned(changed, shown) : words.unpinned(changed, shown)
      setShell({ notice: { text, hint: null } })
    }, tell)
  return (
    <>
      <IconButton label={words.pin} icon={<Pin aria-hidden />} onClick={() => void pin(true)} />
      <IconButton label={words.unpin} icon={<PinOff aria-hidden />} onClick={() => void pin(false)} />
    </>
  )
}
