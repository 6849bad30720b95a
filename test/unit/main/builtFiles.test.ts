import { globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import { parseAst } from 'vite'
import { expect, test, vi } from 'vitest'
import { runPreload } from './openPage.ts'
import { prepareBuiltDesktop } from './startBuilt.ts'

const { files } = prepareBuiltDesktop('test-built-files')
const builtins = new Set([...builtinModules, ...builtinModules.map(name => `node:${name}`)])

type Node = { type: string; source?: { value?: unknown } | null; [key: string]: unknown }

function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return
  if ('type' in value && typeof value.type === 'string') yield value as Node
  for (const part of Object.values(value)) yield* nodesOf(part)
}

const parse = (file: string) => [...nodesOf(parseAst(readFileSync(file, 'utf8')))]

test('the preload script is one CommonJS file that requires electron and nothing else', () => {
  const { preloadFile } = files()
  expect(globSync('**/*', { cwd: dirname(preloadFile) })).toEqual(['index.cjs'])
  const kinds = new Set(parse(preloadFile).map(({ type }) => type))
  for (const kind of ['ImportDeclaration', 'ImportExpression', 'ExportNamedDeclaration', 'MetaProperty'])
    expect(kinds).not.toContain(kind)

  const exposeInMainWorld = vi.fn()
  const electron = { contextBridge: { exposeInMainWorld }, ipcRenderer: { send: vi.fn(), on: vi.fn() } }
  expect(runPreload(preloadFile, electron)).toEqual(['electron'])
  expect(exposeInMainWorld.mock.calls).toEqual([
    ['receiptscope', { send: expect.any(Function), onFrame: expect.any(Function) }],
  ])
})

test('the main bundle imports only electron, the SQLite binding, Node and itself', () => {
  const directory = dirname(files().mainFile)
  const bundle = globSync('**/*.js', { cwd: directory })
  const imported = bundle.flatMap(file =>
    parse(join(directory, file)).flatMap(({ source }) =>
      typeof source?.value === 'string' ? [source.value] : [],
    ),
  )
  const strange = imported.filter(name => !builtins.has(name) && !name.startsWith('./'))
  expect(new Set(strange)).toEqual(new Set(['electron', 'better-sqlite3']))
  expect(imported.length).toBeGreaterThan(5)
  expect(bundle).toContain('index.js')
})

test('every file of the main bundle lies in one folder and has a source map', () => {
  const directory = dirname(files().mainFile)
  const bundle = globSync('**/*.js', { cwd: directory })
  expect(bundle.filter(file => /[\\/]/.test(file))).toEqual([])
  const maps = globSync('*.js.map', { cwd: directory })
  expect(maps.sort()).toEqual(bundle.map(file => `${file}.map`).sort())
})

/** `ready` comes only after the main module was evaluated, so a module that awaits it never is. */
test('the main module awaits nothing while it is evaluated', () => {
  const source = readFileSync(files().mainFile, 'utf8')
  const topLevel = parseAst(source).body.flatMap(statement => [...awaitsOf(statement)])
  expect(topLevel).toEqual([])
})

function* awaitsOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  const type = 'type' in value ? value.type : null
  if (type === 'AwaitExpression' || (type === 'ForOfStatement' && 'await' in value && value.await === true))
    yield String(type)
  if (typeof type === 'string' && /Function|Method|PropertyDefinition/.test(type)) return
  for (const part of Object.values(value)) yield* awaitsOf(part)
}

test('no thread of the core reaches Electron, which only the main thread has', () => {
  const directory = dirname(files().mainFile)
  const importsOf = (file: string) =>
    parse(join(directory, file)).flatMap(({ source }) =>
      typeof source?.value === 'string' ? [source.value] : [],
    )
  const threads = globSync('*Thread.js', { cwd: directory })
  expect(threads.length).toBeGreaterThan(0)
  for (const thread of threads) {
    const reached = new Set([`./${thread}`])
    for (const file of reached)
      if (file.startsWith('./')) for (const name of importsOf(file.slice(2))) reached.add(name)
    expect([...reached], thread).not.toContain('electron')
  }
})
