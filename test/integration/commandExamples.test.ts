import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadCommands } from '../../src/headless/commands/commands.ts'
import { followAlone } from '../documents/followAlone.ts'

const block = (language: string, ...lines: string[]) => `\`\`\`${language}\n${lines.join('\n')}\n\`\`\`\n`
const own = '# in a terminal of its own'
const ready = block('json', '{"event":"ready",…')

/** What the examples take for granted: an instance, an endpoint, files and receipts of the names they use. */
const setting = [
  block('json', '// live.json', '{ "endpoint": { "port": 8099 } }'),
  block('json', '// receiptscope.json', '{}'),
  block('sh', own, 'node docs/samples/endpoint.mjs'),
  block('text', 'listening'),
  block('sh', own, 'bin/receiptscope.mjs serve --config live.json --data ./live --no-open | tee ready.json'),
  ready,
  block(
    'sh',
    'mkdir shims && ln -s ../bin/receiptscope.mjs shims/receiptscope && PATH="$PWD/shims:$PATH"',
    `URL=$(sed 's/.*"url":"\\([^"]*\\)".*/\\1/' ready.json)`,
    'cp docs/samples/push.http push.http',
    'cp docs/samples/certificate.pem x509_public_certificate.pem',
    `curl -s http://127.0.0.1:8099/notifications -d '[{"phone_number":"13800000000","err_code":"MK:0001","success":false,"biz_id":"1^0"}]'`,
    'receiptscope export --url "$URL" --out receipts.ndjson',
    'receiptscope export --url "$URL" --format har --out captured.har',
    'receiptscope import --data ./data receipts.ndjson',
  ),
]

const keepRunning = ['serve', 'simulate', 'tail']

test('every example of the command line runs; none is wrong use', { timeout: 600_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'receiptscope-examples-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const commands = await loadCommands()
  const examples = commands.flatMap(({ name, examples: shown }) =>
    shown.map(example => {
      const script = example.replaceAll(/'http:\/\/127\.0\.0\.1:8765\/\?token=…'/g, '"$URL"')
      const isLasting = keepRunning.includes(name)
      const lines = isLasting ? [own, script] : [`{ ${script}; } || [ $? -ne 2 ]`]
      const promised = name === 'tail' || !isLasting ? '' : ready
      return { isLasting, text: block('sh', ...lines) + promised }
    }),
  )
  const ordered = examples.toSorted((one, other) => Number(one.isLasting) - Number(other.isLasting))
  const document = join(directory, 'examples.md')
  writeFileSync(document, [...setting, ...ordered.map(({ text }) => text)].join('\n'))
  const { failure, ran } = await followAlone(document)
  expect(failure).toBeNull()
  expect(ran).toBe(examples.length + 3)
})
