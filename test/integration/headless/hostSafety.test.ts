import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestHost, token } from './startTestHost.ts'

const hostile = [
  'evil.example',
  'evil.example:80',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '192.0.2.1',
]

describe('who may ask', () => {
  test.each(hostile)('a request for the Host %s is refused everywhere, token or not', async name => {
    const { raw, cookie } = await startTestHost()
    const credentials = [`Cookie: ${cookie}`, `Authorization: Bearer ${token}`]
    for (const path of [
      '/',
      `/?token=${token}`,
      '/assets/index-B1a2C3d4.js',
      '/api/status',
      '/healthz',
      '/rpc',
    ]) {
      const { status, headers, body } = await raw(`GET ${path}`, `Host: ${name}`, ...credentials)
      expect([path, status]).toEqual([path, 403])
      expect(headers).not.toHaveProperty('set-cookie')
      expect(body).not.toContain(token)
    }
  })

  test.each([
    ['no Host', []],
    ['two Hosts', ['Host: 127.0.0.1', 'Host: evil.example']],
    ['an empty Host', ['Host: ']],
    ['a Host with user information', ['Host: evil@127.0.0.1']],
    ['a Host with a path', ['Host: 127.0.0.1/evil']],
  ])('%s is refused', async (_, headers) => {
    const { raw, cookie } = await startTestHost()
    expect(await raw('GET /', `Cookie: ${cookie}`, ...headers)).toMatchObject({ status: 400 })
  })

  test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]', 'localhost:9999'])(
    'the Host %s is answered, whatever port a tunnel gave it',
    async name => {
      const { raw, cookie } = await startTestHost()
      expect(await raw('GET /', `Host: ${name}`, `Cookie: ${cookie}`)).toMatchObject({ status: 200 })
    },
  )

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost', 'file://', ''])(
    'a page of the origin "%s" is refused',
    async foreign => {
      const { raw, cookie, port } = await startTestHost()
      const credentials = [`Cookie: ${cookie}`, `Authorization: Bearer ${token}`]
      for (const path of ['/', '/api/status', '/%61pi/status', '/healthz']) {
        const answer = await raw(
          `GET ${path}`,
          `Host: 127.0.0.1:${port}`,
          `Origin: ${foreign}`,
          ...credentials,
        )
        expect([path, answer.status]).toEqual([path, 403])
        expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
      }
    },
  )

  test('another site can link here, and do nothing else; another port of this machine is another site', async () => {
    const { raw, cookie, port } = await startTestHost()
    const ask = (path: string, site: string, mode: string) =>
      raw(
        `GET ${path}`,
        `Host: 127.0.0.1:${port}`,
        `Cookie: ${cookie}`,
        `Sec-Fetch-Site: ${site}`,
        `Sec-Fetch-Mode: ${mode}`,
      )
    for (const site of ['cross-site', 'same-site']) {
      expect(await ask('/', site, 'navigate')).toMatchObject({ status: 200 })
      expect(await ask('/', site, 'no-cors')).toMatchObject({ status: 403 })
      expect(await ask('/assets/index-B1a2C3d4.js', site, 'no-cors')).toMatchObject({ status: 403 })
      expect(await ask('/session', site, 'navigate')).toMatchObject({ status: 403 })
    }
    expect(await ask('/session', 'same-origin', 'cors')).toMatchObject({ status: 204 })
  })
})

describe('the token', () => {
  test('is exchanged for a cookie that scripts and other sites do not get, and leaves the address', async () => {
    const { raw, port, cookie } = await startTestHost()
    const answer = await raw(`GET /?token=${token}`, `Host: 127.0.0.1:${port}`)
    expect(answer.status).toBe(303)
    expect(answer.headers).toMatchObject({
      location: '/',
      'set-cookie': `${cookie}; Path=/; HttpOnly; SameSite=Strict`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    expect(answer.body).toBe('')
  })

  test.each(['', 'wrong', `${token}x`, token.slice(1), encodeURIComponent('\u0000')])(
    'the token "%s" lets nobody in',
    async wrong => {
      const { raw, port } = await startTestHost()
      const own = `Host: 127.0.0.1:${port}`
      const page = await raw(`GET /?token=${wrong}`, own)
      expect(page.status).toBe(401)
      expect(page.headers).not.toHaveProperty('set-cookie')
      expect(await raw('GET /api/status', own, `Authorization: Bearer ${wrong}`)).toMatchObject({
        status: 401,
      })
      expect(await raw('GET /session', own, `Cookie: receiptscope_${port}=${wrong}`)).toMatchObject({
        status: 401,
      })
    },
  )

  test('a browser without it is told what to do, in both languages, and nothing else', async () => {
    const { raw, port } = await startTestHost()
    const { status, headers, body } = await raw('GET /', `Host: 127.0.0.1:${port}`)
    expect(status).toBe(401)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(body).toMatch(/Open the complete address[\s\S]*完整地址/)
    expect(body).not.toContain(token)
    expect(body).not.toMatch(/<script|<style|style=/)
  })

  test('opens nothing by another name: the API wants the header, the window the cookie of its own port', async () => {
    const { raw, port, cookie } = await startTestHost()
    const own = `Host: 127.0.0.1:${port}`
    expect(await raw('GET /api/status', own, `Cookie: ${cookie}`)).toMatchObject({ status: 401 })
    expect(await raw(`GET /api/status?token=${token}`, own)).toMatchObject({ status: 401 })
    expect(await raw('GET /', own, `Cookie: receiptscope_1=${token}`)).toMatchObject({ status: 401 })
    expect(await raw('GET /assets/index-B1a2C3d4.js', own)).toMatchObject({ status: 401 })
    expect(await raw('GET /healthz', own)).toMatchObject({ status: 200, body: '{"status":"ok"}\n' })
  })
})

describe('paths', () => {
  const ways = [
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/%252e%252e/secret.html',
    '/%252e%252e%252fsecret.html',
    '/..\\secret.html',
    '/..%5csecret.html',
    '/assets/../../secret.html',
    '/assets/..;/..;/secret.html',
    '/assets/%00/../index.html',
    '/index.html%00.js',
    '//secret.html',
    '/./index.html',
    '/%c0%ae%c0%ae/secret.html',
    '/%',
    '/%zz',
    '/\u0001',
    'http://127.0.0.1/index.html',
    'secret.html',
    '/assets',
    '/assets/',
    '/assets/notes.md',
    '/etc/passwd',
    '/C:/secret.html',
  ]
  test.each(ways)('%s leads nowhere', async path => {
    const { page } = await startTestHost()
    const { status, body } = await page(path)
    expect([400, 404]).toContain(status)
    expect(body).not.toMatch(/outside|window|not part/)
  })

  test('a decoded path is the one that is guarded', async () => {
    const { raw, port } = await startTestHost()
    const own = `Host: 127.0.0.1:${port}`
    for (const path of ['/%61pi/status', '/api%2fstatus', '/x/../api/status']) {
      const { status } = await raw(`GET ${path}`, own)
      expect([400, 401]).toContain(status)
    }
    const { status } = await raw('GET /%61pi%2fstatus', own, `Authorization: Bearer ${token}`)
    expect(status).toBe(200)
  })
})

describe('what is sent', () => {
  test('every answer forbids sniffing, framing, referrers and anything inline or from elsewhere', async () => {
    const { raw, page, port } = await startTestHost()
    const answers = [
      await page('/'),
      await page('/assets/index-B1a2C3d4.js'),
      await page('/nothing'),
      await raw('GET /', `Host: 127.0.0.1:${port}`),
      await raw('GET /', 'Host: evil.example'),
      await raw('GET /api/status', `Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`),
      await raw('DELETE /', `Host: 127.0.0.1:${port}`),
    ]
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      const policy = headers['content-security-policy'] ?? ''
      expect(policy).toContain("frame-ancestors 'none'")
      expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self'")
    }
  })

  test('files whose name is a hash are kept by the browser, the page is not', async () => {
    const { page } = await startTestHost()
    expect((await page('/assets/index-B1a2C3d4.js')).headers).toMatchObject({
      'cache-control': 'private, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
    })
    expect((await page('/')).headers['cache-control']).toBe('no-cache')
  })

  test('HEAD has the head of GET and no body', async () => {
    const { raw, port, cookie } = await startTestHost()
    const answer = await raw('HEAD /', `Host: 127.0.0.1:${port}`, `Cookie: ${cookie}`)
    expect(answer).toMatchObject({ status: 200, body: '', headers: { 'content-length': '36' } })
  })

  test('a head that does not end in time or in size is cut off', async () => {
    const { raw, port } = await startTestHost()
    const answer = await raw('GET /', `Host: 127.0.0.1:${port}`, `X-Large: ${'x'.repeat(20_000)}`)
    expect(answer.status).toBe(431)
  })
})

describe('the port at /rpc', () => {
  /** The status that refused it, or 101. */
  async function upgrade(port: number, headers: Record<string, string>, path = '/rpc') {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
    return new Promise<number>(resolve => {
      socket.on('error', () => {})
      socket.on('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode))
      socket.on('open', () => {
        socket.terminate()
        resolve(101)
      })
    })
  }

  test('opens for a page of ours with its cookie, or a program with the token, and for nobody else', async () => {
    const { port, origin, cookie } = await startTestHost()
    expect(await upgrade(port, { origin, cookie })).toBe(101)
    expect(await upgrade(port, { authorization: `Bearer ${token}` })).toBe(101)
    expect(await upgrade(port, {})).toBe(401)
    expect(await upgrade(port, { origin })).toBe(401)
    expect(await upgrade(port, { cookie })).toBe(401)
    expect(await upgrade(port, { authorization: 'Bearer wrong' })).toBe(401)
    expect(await upgrade(port, { origin: 'http://evil.example', cookie })).toBe(403)
    expect(await upgrade(port, { origin: 'http://127.0.0.1:1', cookie })).toBe(403)
    expect(await upgrade(port, { host: 'evil.example', origin: 'http://evil.example', cookie })).toBe(403)
    expect(await upgrade(port, { origin, cookie }, '/other')).toBe(404)
  })

  test('says so when the program stops', async () => {
    const { port, stop } = await startTestHost()
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, {
      headers: { authorization: `Bearer ${token}` },
    })
    await once(socket, 'open')
    const closed = once(socket, 'close')
    await stop()
    const [code, reason] = await closed
    expect([code, String(reason)]).toEqual([1001, 'the program is stopping'])
  })
})
