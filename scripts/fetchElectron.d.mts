export type ElectronRuntime =
  | { path: string; args: string[] }
  /** A sentence that can be shown. */
  | { missing: string }

export function findElectronRuntime(options?: {
  retry?: boolean
  env?: NodeJS.ProcessEnv
  platform?: NodeJS.Platform
  isRoot?: boolean
  electronPackage?: string
  memory?: string
  now?: () => number
}): Promise<ElectronRuntime>
