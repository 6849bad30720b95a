import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { compileFunction, constants } from 'node:vm'

/** `import()` as Node itself does it: the built file runs as it is, untouched by the test runner. */
const importNatively = compileFunction('return import(address)', ['address'], {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}) as (address: string) => Promise<unknown>

const fakes = new Map<string, object>()
Object.assign(globalThis, { fakeElectrons: fakes })

registerHooks({
  resolve(specifier, context, next) {
    const run = runOf(context.parentURL)
    if (run === null) return next(specifier, context)
    if (specifier === 'electron') return { url: `fake-electron:${run}`, format: 'module', shortCircuit: true }
    const resolved = next(specifier, context)
    return specifier.startsWith('.') ? { ...resolved, url: `${resolved.url}?run=${run}` } : resolved
  },
  load(url, context, next) {
    if (!url.startsWith('fake-electron:')) return next(url, context)
    const run = url.slice('fake-electron:'.length)
    const names = Object.keys(fakes.get(run) ?? {})
    return {
      format: 'module',
      shortCircuit: true,
      source: `export const { ${names.join(', ')} } = globalThis.fakeElectrons.get('${run}')`,
    }
  },
})

function runOf(url: string | undefined): string | null {
  return url?.startsWith('file:') ? new URL(url).searchParams.get('run') : null
}

let runs = 0

/** Evaluates a built module afresh, all of its chunks included, with `fake` in the place of Electron. */
export async function importWithFake(file: string, fake: object): Promise<void> {
  const run = `${++runs}`
  fakes.set(run, fake)
  await importNatively(`${pathToFileURL(file).href}?run=${run}`)
}
