import { join } from 'node:path'
import { app } from 'electron'
import { readArguments } from './readArguments.ts'
import { runDesktop } from './runDesktop.ts'

const { data, isDemo, openings } = readArguments(process.argv, process.cwd())
if (data !== null) app.setPath('userData', join(data, 'desktop'))
const dataDirectory = data ?? join(app.getPath('userData'), 'data')
// The lock belongs to the user's directory; whoever doesn't get it has handed over and touches nothing.
if (app.requestSingleInstanceLock()) runDesktop({ dataDirectory, isDemo, openings })
else app.quit()
