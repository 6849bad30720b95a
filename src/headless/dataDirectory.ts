import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where data is kept on this platform unless `--data` says otherwise. */
export function defaultDataDirectory(
  environment: Record<string, string | undefined>,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'ReceiptScope')
    case 'win32':
      return join(environment.APPDATA || join(home, 'AppData', 'Roaming'), 'ReceiptScope')
    default: {
      const { XDG_DATA_HOME: configured = '' } = environment
      // The base directory specification tells to ignore relative paths.
      return join(configured.startsWith('/') ? configured : join(home, '.local', 'share'), 'receiptscope')
    }
  }
}
