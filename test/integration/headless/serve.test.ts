import { chmodSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeDirectory, startProgram } from './startProgram.ts'

const serve = ['serve', '--no-open', '--no-simulator', '--port', '0', '--data', 'data']

describe('serve', () => {
  test('says it is ready in one line, serves, and ends cleanly when asked to', async () => {
    const { child, ready, ended, directory } = startProgram(serve)
    const line = await ready()
    expect(line).toEqual({
      event: 'ready',
      url: `${new URL(line.url).origin}/?token=${line.token}`,
      api: `${new URL(line.url).origin}/api`,
      token: expect.stringMatching(/^[\w-]{43}$/),
      endpoint: line.endpoint,
    })
    expect(new URL(line.url).hostname).toBe('127.0.0.1')

    const login = await fetch(line.url, { redirect: 'manual' })
    expect(login.status).toBe(303)
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
    const page = await fetch(new URL('/', line.url), { headers: { cookie } })
    expect(await page.text()).toContain('<title>window</title>')
    const status = await fetch(`${line.api}/status`, { headers: { authorization: `Bearer ${line.token}` } })
    expect(await status.json()).toMatchObject({
      app: {
        host: 'headless',
        version: '1.2.3',
        secrets: 'key-file',
        dataDirectory: realpathSync(join(directory, 'data')),
      },
      store: { rows: 0, writable: true },
    })

    const asked = performance.now()
    child.kill('SIGTERM')
    const { code, stdout, stderr } = await ended
    expect(code).toBe(0)
    expect(performance.now() - asked).toBeLessThan(5_000)
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).not.toContain(line.token)
  })

  test('ends as cleanly on Ctrl-C, with readers connected and waiting', async () => {
    const { child, ready, ended } = startProgram(serve)
    const { api, token } = await ready()
    const headers = { authorization: `Bearer ${token}` }
    const wait = fetch(`${api}/receipts/wait?timeout=60s`, { headers }).catch(() => null)
    await fetch(`${api}/status`, { headers })
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 0, signal: null })
    await wait
  })

  test('keeps its key and its token to its user, and over a restart', async () => {
    const first = startProgram(serve)
    const { token } = await first.ready()
    for (const name of ['data.key', 'access-token']) {
      expect(statSync(join(first.directory, 'data', name)).mode & 0o777).toBe(0o600)
    }
    expect(statSync(join(first.directory, 'data')).mode & 0o777).toBe(0o700)
    const key = readFileSync(join(first.directory, 'data/data.key'), 'utf8')
    first.child.kill('SIGTERM')
    expect((await first.ended).stderr).not.toContain(key.trim())

    chmodSync(join(first.directory, 'data/data.key'), 0o644)
    const second = startProgram(serve, { directory: first.directory })
    expect((await second.ready()).token).toBe(token)
    expect(readFileSync(join(first.directory, 'data/data.key'), 'utf8')).toBe(key)
    expect(statSync(join(first.directory, 'data/data.key')).mode & 0o777).toBe(0o600)
  })

  test('takes the key from the environment and then writes none', async () => {
    const { ready, directory } = startProgram(serve, {
      environment: { RECEIPTSCOPE_DATA_KEY: 'ab'.repeat(32) },
    })
    const { api, token } = await ready()
    const status = await fetch(`${api}/status`, { headers: { authorization: `Bearer ${token}` } })
    expect(await status.json()).toMatchObject({ app: { secrets: 'environment' } })
    expect(() => statSync(join(directory, 'data/data.key'))).toThrow('ENOENT')
  })

  test('keeps data where the system keeps it, a demo apart', async () => {
    const directory = makeDirectory()
    const environment = { XDG_DATA_HOME: join(directory, 'share') }
    const { ready } = startProgram(['serve', '--no-open', '--port', '0', '--demo'], {
      directory,
      environment,
    })
    await ready()
    expect(statSync(join(directory, 'share/receiptscope/demo/receipts.db')).size).toBeGreaterThan(0)
  })

  test('warns when it listens to more than this machine', async () => {
    const { ready, seen } = startProgram([...serve, '--host', '0.0.0.0'])
    const { url } = await ready()
    expect(new URL(url).hostname).toBe('127.0.0.1')
    expect(seen.stderr).toMatch(/"level":"warn".*Listening on 0\.0\.0\.0/)
  })
})

describe('a start that fails says why in one line and changes nothing', () => {
  async function refused(args: string[], options: Parameters<typeof startProgram>[1] = {}) {
    const { code, stdout, stderr } = await startProgram(args, options).ended
    expect(code).toBe(1)
    expect(stdout).toBe('')
    const lines = stderr.trimEnd().split('\n')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^receiptscope serve: /)
    return lines[0] ?? ''
  }

  test('a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void taken.close())
    await new Promise(resolve => taken.on('listening', resolve))
    const address = taken.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const line = await refused(['serve', '--no-open', '--data', 'data', '--port', port])
    expect(line).toContain(`The port ${port} of 127.0.0.1 is taken`)
  })

  test('an address that is not of this machine', async () => {
    expect(await refused([...serve, '--host', '192.0.2.1'])).toContain(
      '192.0.2.1 is not an address of this machine',
    )
  })

  test('a data directory that another instance holds', async () => {
    const first = startProgram(serve)
    await first.ready()
    const line = await refused(serve, { directory: first.directory })
    expect(line).toContain(String(first.child.pid))
    first.child.kill('SIGKILL')
    await first.ended
    await startProgram(serve, { directory: first.directory }).ready()
  })

  test.runIf(process.platform === 'linux')(
    'a data directory whose parent takes no children, where Node’s recursive mkdir never returns',
    async () => {
      const line = await refused(['serve', '--no-open', '--data', '/proc/receiptscope/data'])
      expect(line).toContain("/proc/receiptscope/data can't be used (ENOENT)")
    },
  )

  test('a data directory that is none', async () => {
    const directory = makeDirectory()
    writeFileSync(join(directory, 'file'), '')
    const line = await refused(['serve', '--no-open', '--data', 'file/data'], { directory })
    expect(line).toMatch(/data directory \S+\/file\/data can't be used \(E\w+\)/)
  })

  test('a database of a newer program', async () => {
    const older = startProgram(serve)
    await older.ready()
    older.child.kill('SIGTERM')
    await older.ended
    const path = join(older.directory, 'data/receipts.db')
    const database = new Database(path)
    database.pragma('user_version = 9999')
    database.close()
    const before = readFileSync(path)
    expect(await refused(serve, { directory: older.directory })).toMatch(/newer/)
    expect(readFileSync(path)).toEqual(before)
  })

  test('a database that is none any more', async () => {
    const directory = makeDirectory()
    mkdirSync(join(directory, 'data'))
    const path = join(directory, 'data/receipts.db')
    writeFileSync(path, 'not a database, but long enough to be taken for one'.repeat(100))
    const before = readFileSync(path)
    expect(await refused(serve, { directory })).toMatch(/is not a SQLite database|damaged/)
    expect(readFileSync(path)).toEqual(before)
  })

  test.each([
    ['nothing at its path', null, /can't be read \(ENOENT\)/],
    ['an empty one', '', /it is empty/],
    ['one with a slip', '{\n  // accounts\n  "accounts": [}\n', /line 3, column 16: \w+/],
    ['one with a value of the wrong kind', '{ "accounts": 5 }', /accounts/],
    ['one whose secret is not there', accountWithSecret({ env: 'NOT_SET' }), /NOT_SET/],
  ])('a config file: %s', async (_, text, expected) => {
    const directory = makeDirectory()
    if (text !== null) writeFileSync(join(directory, 'config.json'), text)
    expect(await refused([...serve, '--config', 'config.json'], { directory })).toMatch(expected)
  })

  test('a data key that is none, without showing it', async () => {
    const environment = { RECEIPTSCOPE_DATA_KEY: 'half-a-key' }
    const line = await refused(serve, { environment })
    expect(line).toContain('RECEIPTSCOPE_DATA_KEY is not a key')
    expect(line).not.toContain('half-a-key')
  })

  test('a window that is not built', async () => {
    const directory = makeDirectory()
    rmSync(join(directory, 'program/out'), { recursive: true })
    expect(await refused(serve, { directory })).toMatch(/window is not built.*npm run build/)
  })
})

function accountWithSecret(accessKeySecret: unknown): string {
  const account = { name: 'a', endpoint: 'http://127.0.0.1:9', accessKeyId: 'id', accessKeySecret }
  return JSON.stringify({ accounts: [account] })
}
