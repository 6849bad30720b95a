import { Columns3, Database, ListFilter, TriangleAlert, ZoomOut } from 'lucide-react'
import { useActions } from '../actions/useActions.ts'
import { ExportMenu } from '../export/ExportMenu.tsx'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { Menu, MenuCheck, MenuItem, MenuSeparator } from '../kit/Menu.tsx'
import { Tooltip } from '../kit/Tooltip.tsx'
import { hasRange, withoutRange } from '../query/setRange.ts'
import { defaultPreferences, setPreferences, usePreferences } from '../state/preferences.ts'
import { useReceipts, useServices } from '../state/services.ts'
import { sayError } from '../words/sayError.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'
import { columnNames, toggleColumn } from './columnNames.ts'
import { ViewTabs } from './ViewTabs.tsx'

export function ReceiptsHead() {
  const { receipts: words, histogram: chart, facets: facetWords, sql } = useWords()
  const { run, keysOf } = useActions()
  const spoken = useSpoken()
  const { receipts } = useServices()
  const query = useReceipts(state => state.query)
  const failure = useReceipts(state => state.failure)
  const { columns, times, maskPhones, histogram, facets } = usePreferences()
  return (
    <>
      <div className="receipts-head">
        <IconButton
          label={facetWords.show}
          keys={keysOf('toggleFacets')}
          icon={<ListFilter aria-hidden />}
          aria-expanded={facets}
          onClick={() => run('toggleFacets')}
        />
        <ViewTabs />
        <div className="receipts-head-end">
          {hasRange(query) && (
            <Button
              look="quiet"
              icon={<ZoomOut aria-hidden />}
              onClick={() => receipts.setQuery(withoutRange(query))}
            >
              {chart.wholeTime}
            </Button>
          )}
          <Tooltip text={sql.title} keys={keysOf('toggleSql')}>
            <Button look="quiet" icon={<Database aria-hidden />} onClick={() => run('toggleSql')}>
              {sql.open}
            </Button>
          </Tooltip>
          <ExportMenu />
          <Menu
            trigger={
              <Button look="quiet" icon={<Columns3 aria-hidden />}>
                {words.columns}
              </Button>
            }
          >
            <ColumnChecks />
            <MenuSeparator />
            <MenuCheck
              checked={times === 'absolute'}
              onChange={absolute => setPreferences({ times: absolute ? 'absolute' : 'relative' })}
            >
              {words.absoluteTimes}
            </MenuCheck>
            <MenuCheck checked={maskPhones} onChange={masked => setPreferences({ maskPhones: masked })}>
              {words.maskPhones}
            </MenuCheck>
            <MenuCheck checked={histogram} onChange={histogram => setPreferences({ histogram })}>
              {chart.show}
            </MenuCheck>
            {columns !== defaultPreferences.columns && (
              <MenuItem onSelect={() => setPreferences({ columns: defaultPreferences.columns })}>
                {words.resetColumns}
              </MenuItem>
            )}
          </Menu>
        </div>
      </div>
      {failure !== null && (
        <div className="receipts-failure" role="alert">
          <TriangleAlert aria-hidden />
          <div>
            <strong>{words.failedToLoad}</strong> <ForeignText text={sayError(failure, spoken)} />
          </div>
          <TryAgain />
        </div>
      )}
    </>
  )
}

function TryAgain() {
  const { kit } = useWords()
  const { receipts } = useServices()
  return <Button onClick={receipts.retry}>{kit.tryAgain}</Button>
}

function ColumnChecks() {
  const words = useWords()
  const columns = usePreferences(state => state.columns)
  return columnNames.map(name => (
    <MenuCheck
      key={name}
      checked={columns.some(column => column.name === name)}
      onChange={() => setPreferences({ columns: toggleColumn(columns, name) })}
    >
      {words.column[name]}
    </MenuCheck>
  ))
}
