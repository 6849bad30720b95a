type Options = {
  retry?: boolean
  /** False where it is only asked whether there is one. */
  mayFetch?: boolean
  env?: NodeJS.ProcessEnv
  platform?: NodeJS.Platform
  electronPackage?: string
  memory?: string
  now?: () => number
}

/** Why there is none, as a sentence that can be shown. */
type Missing = { missing: string }

export function findElectronRuntime(
  options?: Options & { isRoot?: boolean },
): Promise<{ path: string; args: string[] } | Missing>

export function findElectronFiles(options?: Options): Promise<{ path: string; directory: string } | Missing>
