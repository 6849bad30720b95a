import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog } from 'electron'

/**
 * Where this run keeps things: the user's directory, or the one that was asked for, with Chromium's own files in a part
 * of it. Null when that directory can't be had; it was said then, and the program ends.
 */
export function chooseProfile(data: string | null): { dataDirectory: string } | null {
  if (data === null) return { dataDirectory: join(app.getPath('userData'), 'data') }
  const profile = join(data, 'desktop')
  try {
    mkdirSync(profile, { recursive: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    console.error(`The data directory ${data} can't be used: ${reason}`)
    dialog.showErrorBox('ReceiptScope', `The data directory ${data} can't be used.\n\n${reason}`)
    app.exit(1)
    return null
  }
  app.setPath('userData', profile)
  return { dataDirectory: data }
}
