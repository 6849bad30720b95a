import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Words } from '../../contract/words.ts'
import { describeNetworkError } from '../mns/networkError.ts'

type Opened = { outcome: 'open'; found: Words } | { outcome: 'failed'; code: string; message: Words }

const patienceMilliseconds = 5000

/** Whether something listens there, and speaks TLS with a certificate for that name where the scheme asks for it. */
export function openSocket(url: URL, signal: AbortSignal): Promise<Opened> {
  const secure = url.protocol === 'https:'
  const host = url.hostname.replaceAll(/[[\]]/g, '')
  const port = Number(url.port || (secure ? 443 : 80))
  return new Promise(resolve => {
    const socket = secure ? connectTls({ host, port, servername: host }) : connect({ host, port })
    const end = (result: Opened) => {
      signal.removeEventListener('abort', cancel)
      socket.destroy()
      resolve(result)
    }
    const cancel = () =>
      end({
        outcome: 'failed',
        code: 'cancelled',
        message: { en: 'The check was cancelled', zh: '检查已取消' },
      })
    signal.addEventListener('abort', cancel, { once: true })
    socket.setTimeout(patienceMilliseconds, () =>
      end({
        outcome: 'failed',
        code: 'ETIMEDOUT',
        message: {
          en: `Nothing answered within ${patienceMilliseconds} ms`,
          zh: `${patienceMilliseconds} 毫秒内没有应答`,
        },
      }),
    )
    socket.once('error', error => end({ outcome: 'failed', ...describeNetworkError(error) }))
    socket.once(secure ? 'secureConnect' : 'connect', () =>
      end({
        outcome: 'open',
        found: secure
          ? {
              en: `Port ${port} answers, and its certificate is for ${host}`,
              zh: `端口 ${port} 可连接，证书与 ${host} 相符`,
            }
          : { en: `Port ${port} answers, unencrypted`, zh: `端口 ${port} 可连接，未加密` },
      }),
    )
  })
}
