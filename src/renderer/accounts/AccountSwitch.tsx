import './AccountSwitch.css'
import { ChevronsUpDown, CircleUserRound } from 'lucide-react'
import type { MonitorStatus } from '../../contract/status.ts'
import { formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../kit/Menu.tsx'
import { chooseAccount, chosenAccount } from '../query/chooseAccount.ts'
import { wantedQuery } from '../receipts/receiptsState.ts'
import { useProgram, useReceipts, useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { accountTone } from './accountTone.ts'
import { useAccounts } from './useAccounts.ts'

/** Narrows everything that is shown to one account; it says so in the filter, where it can be changed as well. */
export function AccountSwitch() {
  const { accountSwitch: words } = useWords()
  const { receipts } = useServices()
  const query = useReceipts(wantedQuery)
  const monitors = useProgram(state => state.status?.monitors ?? none)
  const { accounts } = useAccounts()
  const names = [
    ...new Set([
      ...(accounts ?? []).map(({ name }) => name),
      ...monitors.map(monitor => monitor.accountName),
    ]),
  ]
  const chosen = chosenAccount(query)
  const shown = chosen.kind === 'one' ? revealInline(chosen.name, 30) : words[chosen.kind]
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className="account-switch" aria-label={words.label(shown)}>
          <CircleUserRound aria-hidden />
          <span>{shown}</span>
          <ChevronsUpDown aria-hidden />
        </button>
      }
    >
      <MenuChoice
        label={words.title}
        value={chosen.kind === 'one' ? `=${chosen.name}` : chosen.kind === 'all' ? 'all' : null}
        options={[
          { value: 'all', title: words.all },
          ...names.map(name => ({
            value: `=${name}`,
            title: <Entry name={name} monitors={monitors.filter(each => each.accountName === name)} />,
          })),
        ]}
        onChange={value => receipts.setQuery(chooseAccount(query, value === 'all' ? null : value.slice(1)))}
      />
      <MenuSeparator />
      <MenuItem onSelect={() => setShell({ panel: 'settings' })}>{words.manage}</MenuItem>
    </Menu>
  )
}

function Entry({ name, monitors }: { name: string; monitors: MonitorStatus[] }) {
  const { accountSwitch: words } = useWords()
  const locale = useLocale()
  const tone = accountTone(monitors)
  return (
    <span className="account-entry">
      <i className={`account-dot account-dot-${tone}`} aria-hidden />
      <span>{revealInline(name, 60)}</span>
      <span className="faint">{words.watched(monitors.length, formatCount(monitors.length, locale))}</span>
    </span>
  )
}

const none: never[] = []
