import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { findBlocks } from '../../documents/findBlocks.ts'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: root })]
const chinese = documents.filter(path => path.endsWith('.zh.md'))
const generated = /err-codes|configuration/

test.each(['docs/compatibility.md', 'docs/compatibility.zh.md'])('%s names every operation', document => {
  const sources = globSync('src/simulator/{http,topic}/*.ts', { cwd: root }).map(read).join('\n')
  const actions = /const actions[^{]*\{([^}]*)\}/.exec(read('src/simulator/sms/smsFace.ts'))?.[1] ?? ''
  const operations = [
    ...[...sources.matchAll(/name: '([A-Z]\w+)'/g)].map(([, name = '']) => name),
    ...[...actions.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name),
  ]
  expect(new Set(operations).size).toBeGreaterThan(30)
  const text = read(document)
  expect(operations.filter(name => !text.includes(`\`${name}\``))).toEqual([])
})

test('every link in a document leads somewhere, and every title it names is there', () => {
  const broken = documents.flatMap(document =>
    [...read(document).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]+))?\)/g)]
      .filter(([, path = '', anchor]) => {
        const target = path === '' ? document : join(document, '..', path)
        const found = globSync(target, { cwd: root })[0]
        if (found === undefined) return true
        return anchor !== undefined && !anchorsOf(read(target)).includes(anchor)
      })
      .map(([link]) => `${document}: ${link}`),
  )
  expect(broken).toEqual([])
})

test.each(chinese.filter(path => !generated.test(path)))(
  '%s shows the same commands as the English one',
  path => {
    const english = read(path.replace('.zh.md', '.md'))
    expect(commandsOf(read(path))).toEqual(commandsOf(english))
  },
)

test('every guide is there in both languages', () => {
  const onlyEnglish = ['docs/README.md', 'docs/command-line.md', 'docs/performance.md']
  const guides = documents.filter(path => path.startsWith('docs/') && !path.endsWith('.zh.md'))
  const lacking = guides.filter(path => !chinese.includes(path.replace('.md', '.zh.md')))
  expect(lacking.toSorted()).toEqual(onlyEnglish)
})

test('no command hides in a block that nobody runs', () => {
  const known = ['sh', 'text', 'json', 'jsonc', 'js', 'python', 'java']
  const strange = documents.flatMap(path =>
    findBlocks(read(path))
      .filter(({ language }) => !known.includes(language))
      .map(({ line }) => `${path}:${line}`),
  )
  expect(strange).toEqual([])
  const indented = documents.filter(path => /^ {4}(?:bin\/|npx |receiptscope |curl )/m.test(read(path)))
  expect(indented.filter(path => path !== 'CONTRIBUTING.md')).toEqual([])
})

/** Comments are in the document's own language. */
function commandsOf(markdown: string): string[] {
  return findBlocks(markdown).map(({ language, text }) => {
    const lines = text.split('\n').filter(line => !/^\s*(?:#|\/\/) /.test(line))
    return [language, ...lines].join('\n')
  })
}

function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

test('every decision has a number of its own', () => {
  const numbers = globSync('docs/decisions/*.md', { cwd: root }).map(file => basename(file).slice(0, 4))
  expect(numbers.length).toBeGreaterThan(20)
  expect(new Set(numbers).size).toBe(numbers.length)
})
