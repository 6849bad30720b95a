import { Download } from 'lucide-react'
import { type ExportFormat, exportFormats } from '../../contract/exportedReceipt.ts'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { Menu, MenuItem } from '../kit/Menu.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useReceipts, useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { exportReceipts, useExport } from './exportStore.ts'
import { saveFile } from './saveFile.ts'

/** Writes what is shown, all of it and not only what is loaded, to a file. */
export function ExportMenu() {
  const { export: words, kit } = useWords()
  const locale = useLocale()
  const { client } = useServices()
  const query = useReceipts(state => state.query)
  const masked = usePreferences(state => state.maskPhones)
  const tell = useTell()
  const { state } = useExport()
  if (state.kind === 'running') {
    return (
      <span className="export-progress" role="status">
        {words.running(formatCount(state.receipts, locale))}
        <Button look="quiet" onClick={state.cancel}>
          {kit.cancel}
        </Button>
      </span>
    )
  }
  const write = (format: ExportFormat) =>
    exportReceipts(client, { what: { query }, format, masked }, saveFile, tell)
  return (
    <Menu
      trigger={
        <Button look="quiet" icon={<Download aria-hidden />}>
          {words.title}
        </Button>
      }
    >
      {exportFormats.map(format => (
        <MenuItem key={format} onSelect={() => write(format)}>
          <span className="menu-pair">
            {words.format[format]} <span className="faint">{words.use[format]}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  )
}
