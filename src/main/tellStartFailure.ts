import { app, dialog } from 'electron'
import { words } from './words.ts'

/** What kept the program from starting, in the words of whoever found it. */
export type StartFailure = { message: string; hint: string }

/** One line for a terminal, a dialog for everyone else; true where it is to be tried again. */
export async function tellStartFailure({ message, hint }: StartFailure): Promise<boolean> {
  const say = words()
  console.error(`${say.startFailed}: ${message} ${hint}`)
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: say.startFailed,
    message: `${say.startFailed}: ${message}`,
    detail: hint,
    buttons: [say.quit, say.tryAgain],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 1) return true
  app.exit(1)
  return false
}
