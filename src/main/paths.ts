import { join } from 'node:path'
import { app } from 'electron'

/** The built files lie beside this one, in a checkout and in the packaged archive alike. */
const out = join(import.meta.dirname, '..')

export const preloadScript = join(out, 'preload/index.cjs')
export const rendererDirectory = join(out, 'renderer')
export const resource = (name: string) => join(out, '../resources', name)

const inUserData = (name: string) => join(app.getPath('userData'), name)

export const keyFile = () => inUserData('data-key.json')
export const settingsFile = () => inUserData('desktop.json')
export const logFile = () => inUserData('logs/receiptscope.log')
