import { type KeyObject, verify, X509Certificate } from 'node:crypto'
import { closeSync, fdatasync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseName, openDatabase } from '../src/core/store/openDatabase.ts'
import { countWork } from './countWork.ts'

/**
 * The bare yardstick: checks the signature with a key it was given on the crypto library's threads, writes rows of the same tables
 * in groups (four rows of the same sizes with the same indexes for each push, and the counter for each group), synchronises the log,
 * answers. It looks at nothing else: no certificate address, no digest of the body, no date, no attempts of one message, no
 * receipts in the message. Its log is moved into the database by its one thread, whenever it has grown enough.
 */
type Push = {
  headers: IncomingHttpHeaders
  rawHeaders: string[]
  target: string
  body: Buffer
  done: () => void
}

const [certificateHost = ''] = process.argv.slice(2)
const pem = await (await fetch(`http://${certificateHost}/x509_public_certificate.pem`)).text()
const key: KeyObject = new X509Certificate(pem).publicKey
const dataDirectory = mkdtempSync(join(tmpdir(), 'receiptscope-bench-'))
const database = openDatabase(dataDirectory)
// The log is a file once something was written.
database.prepare("INSERT INTO meta (key, value) VALUES ('store', 'bench')").run()
const log = openSync(join(dataDirectory, `${databaseName}-wal`), 'r+')
const insertReceipt = database.prepare(
  `INSERT INTO receipt (seq, rev, kind, status, content, via, account, source, message_id, item, request_id,
     deliveries, verdict, trust, received_at, size, body)
   VALUES (?, ?, 'push', 'unknown', ?, 'push', 'endpoint', ?, ?, 0, ?, 1, 'valid', 'trusted', ?, ?, ?)`,
)
const insertText = database.prepare('INSERT INTO receipt_text (seq, text) VALUES (?, ?)')
const insertBody = database.prepare(
  'INSERT INTO body (id, receipts, raw, headers, request_line) VALUES (?, 1, ?, ?, ?)',
)
const insertAttempt = database.prepare(
  `INSERT INTO attempt (receipt, received_at, peer, request_id, truncated, replayed, trust, answer_status, answer_after,
     answer_reason) VALUES (?, ?, '127.0.0.1', ?, 0, 0, 'trusted', 204, 0, ?)`,
)
const saveCounter = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('counter', ?)")
const reason = `Signed by the key at http://${certificateHost}/x509_public_certificate.pem.`
let seq = 0
let waiting: Push[] = []
let busy = false

const writeAll = database.transaction((pushes: readonly Push[]) => {
  const now = Date.now()
  for (const { headers, rawHeaders, target, body } of pushes) {
    const requestId = headers['x-mns-request-id']
    const text = body.toString('utf8')
    const messageId = /<MessageId>(.*?)</.exec(text)?.[1] ?? null
    const content = /<Message>(.*?)</s.exec(text)?.[1] ?? null
    const id = ++seq
    insertReceipt.run(id, id, content, target, messageId, requestId, now, body.length, id)
    insertText.run(id, `${content}\n${messageId}\n${requestId}`.toLowerCase())
    insertBody.run(id, body, JSON.stringify(pair(rawHeaders)), `POST ${target} HTTP/1.1`)
    insertAttempt.run(id, now, requestId, reason)
  }
  saveCounter.run(seq)
})

function pair(raw: readonly string[]): [name: string, value: string][] {
  const headers: [string, string][] = []
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return headers
}

function flush(): void {
  if (busy || waiting.length === 0) return
  busy = true
  const group = waiting
  waiting = []
  writeAll.immediate(group)
  fdatasync(log, error => {
    if (error !== null) throw error
    busy = false
    if (waiting.length > 0) setImmediate(flush)
    for (const { done } of group) done()
  })
}

function stringToSign(method: string, target: string, headers: IncomingHttpHeaders): string {
  const extensions = Object.keys(headers)
    .filter(name => name.startsWith('x-mns-'))
    .sort()
  const lines = extensions.map(name => `${name}:${headers[name]}\n`).join('')
  return `${method}\n${headers['content-md5']}\n${headers['content-type']}\n${headers.date}\n${lines}${target}`
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { method = '', url: target = '', headers, rawHeaders } = request
    const signature = Buffer.from(headers.authorization ?? '', 'base64')
    verify('sha1', Buffer.from(stringToSign(method, target, headers)), key, signature, (error, fits) => {
      if (error !== null || !fits) {
        response.writeHead(403).end()
        return
      }
      const done = () => response.writeHead(204).end()
      waiting.push({ headers, rawHeaders, target, body: Buffer.concat(chunks), done })
      if (!busy && waiting.length === 1) setImmediate(flush)
    })
  })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  countWork(`http://127.0.0.1:${port}/notifications`, async () => {
    const stored = Number(database.prepare('SELECT count(*) FROM receipt').pluck().get())
    database.close()
    closeSync(log)
    rmSync(dataDirectory, { recursive: true })
    return { stored }
  })
})
