import { spawn } from 'node:child_process'

/** Opens the address in the user's browser where there is a display to show one; false where there is none. */
export function openBrowser(
  url: string,
  environment: Record<string, string | undefined>,
  platform: NodeJS.Platform = process.platform,
): boolean {
  const [command, ...args] = opener(platform)
  if (command === undefined) return false
  const hasDisplay = platform === 'darwin' || platform === 'win32'
  if (!hasDisplay && !environment.DISPLAY && !environment.WAYLAND_DISPLAY) return false
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
  return true
}

function opener(platform: NodeJS.Platform): string[] {
  switch (platform) {
    case 'darwin':
      return ['open']
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler']
    default:
      return ['xdg-open']
  }
}
