import { session } from 'electron'
import { isAppUrl } from './appScheme.ts'

/** Copying a text is all that our pages may ask of the system; they get no camera, no notification, no device. */
const allowed = 'clipboard-sanitized-write'

type Asking = { isMainFrame: boolean; requestingUrl?: string }

const isAllowed = (permission: string, { isMainFrame, requestingUrl = '' }: Asking) =>
  permission === allowed && isMainFrame && isAppUrl(requestingUrl)

export function denyPermissions(): void {
  const { defaultSession } = session
  defaultSession.setPermissionCheckHandler((_contents, permission, _origin, asking) =>
    isAllowed(permission, asking),
  )
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, asking) =>
    answer(isAllowed(permission, asking)),
  )
  defaultSession.setDevicePermissionHandler(() => false)
}
