import './ShortcutSheet.css'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { KeyHint } from '../kit/KeyHint.tsx'
import { setShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { type ActionGroup, actionGroups, actionIds } from './actions.ts'
import { useActions } from './useActions.ts'

const groups: ActionGroup[] = ['receipts', 'goTo', 'view', 'simulator', 'help']

/** What can be pressed, by what it is for. */
export function ShortcutSheet() {
  const words = useWords()
  const { keysOf } = useActions()
  const close = () => setShell({ overlay: 'none' })
  return (
    <Dialog label={words.shortcuts.title} className="shortcut-sheet" onClose={close}>
      <div className="dialog-body">
        <h2>{words.shortcuts.title}</h2>
        <p>{words.shortcuts.hint}</p>
        <div className="shortcut-groups">
          {groups.map(group => {
            const ids = actionIds.filter(id => actionGroups[id] === group && keysOf(id).length > 0)
            if (ids.length === 0) return null
            return (
              <section key={group}>
                <h3>{words.palette[group]}</h3>
                <dl>
                  {ids.map(id => (
                    <div key={id}>
                      <dt>{words.action[id]}</dt>
                      <dd>
                        {keysOf(id).map(chord => (
                          <KeyHint key={chord} chord={chord} />
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          })}
        </div>
      </div>
      <div className="dialog-actions">
        <Button onClick={close}>{words.kit.close}</Button>
      </div>
    </Dialog>
  )
}
