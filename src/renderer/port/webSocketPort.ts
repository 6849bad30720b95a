import { ApiError } from '../../contract/apiError.ts'
import { createPort } from '../../contract/createPort.ts'
import type { Port } from '../../contract/port.ts'

/**
 * Opens a port to the headless host. A browser does not say why a WebSocket was refused, so the reason is asked for at
 * `sessionUrl`, which answers 401 to a page that is not let in.
 */
export async function connectWebSocketPort(url: URL, sessionUrl: URL): Promise<Port> {
  const socket = new WebSocket(url)
  const { port, received, closed } = createPort({
    send: frame => socket.send(JSON.stringify(frame)),
    close: () => socket.close(1000),
  })
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    const frame = typeof data === 'string' ? parseJson(data) : undefined
    if (frame === undefined) port.close('the program sent something that is not JSON')
    else received(frame)
  }
  socket.onclose = ({ reason }) => closed(reason)
  try {
    await opened(socket)
  } catch {
    throw await whyRefused(sessionUrl)
  }
  return port
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('close', () => reject(), { once: true })
  })
}

async function whyRefused(sessionUrl: URL): Promise<ApiError> {
  const status = await fetch(sessionUrl, { redirect: 'error' }).then(
    response => response.status,
    () => null,
  )
  if (status === 401) {
    return new ApiError('refused', {
      en: 'this page is not let in; open the address the program printed when it started',
      zh: '此页面未获授权，请打开程序启动时打印的地址',
    })
  }
  return new ApiError('unavailable', {
    en: 'the program is not running, or not reachable from here',
    zh: '程序未在运行，或从此处无法访问',
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
