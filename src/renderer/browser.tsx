import { connectWebSocketPort } from './port/webSocketPort.ts'
import { startWindow } from './startWindow.tsx'

const rpc = new URL('rpc', location.href)
rpc.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
rpc.hash = ''
rpc.search = ''

void startWindow(() => connectWebSocketPort(rpc, new URL('session', location.href)))
