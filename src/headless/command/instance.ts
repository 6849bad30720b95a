import { WebSocket } from 'ws'
import { ApiError } from '../../contract/apiError.ts'
import type { Port } from '../../contract/port.ts'
import { type Client, createClient } from '../../contract/rpc/createClient.ts'
import { asIs } from '../../contract/words.ts'
import type { Io } from '../io.ts'
import { createWebSocketPort } from '../webSocketPort.ts'
import { type Given, type Option, UsageError } from './command.ts'

export const urlOption: Option = {
  value: 'URL',
  about:
    'A running instance: the "url" of its ready line, or its plain address with the token in RECEIPTSCOPE_TOKEN.',
}

/** A client of the running instance that `--url` names, connected; trouble is thrown as an ApiError. */
export async function connectToInstance(given: Given, io: Io): Promise<Client> {
  const { address, token } = readInstance(given, io)
  const client = createClient({ connect: () => connect(address, token) })
  try {
    await client.call('app.info', null, { signal: io.stop })
    return client
  } catch (error) {
    const state = client.connection.get()
    client.close()
    throw state.kind === 'lost' ? new ApiError('unavailable', state.reason) : error
  }
}

function readInstance(given: Given, { environment }: Io): { address: URL; token: string } {
  const text = given.text('url')
  const url = text === null ? null : URL.parse(text)
  if (url === null || url.protocol !== 'http:') {
    throw new UsageError(
      '--url expects the address of a running instance, such as http://127.0.0.1:8765/?token=…',
    )
  }
  const token = url.searchParams.get('token') ?? environment.RECEIPTSCOPE_TOKEN
  if (token) return { address: new URL(`ws://${url.host}/rpc`), token }
  throw new UsageError(
    '--url expects the token too: as ?token=… in it, or in the environment as RECEIPTSCOPE_TOKEN',
  )
}

async function connect(address: URL, token: string): Promise<Port> {
  const socket = new WebSocket(address, {
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: 10_000,
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      reject(new ApiError('refused', asIs(refusal(response.statusCode ?? 0))))
    })
    socket.on('error', () =>
      reject(new ApiError('unavailable', asIs(`no ReceiptScope answers at ${address.host}; is it running?`))),
    )
  })
  return createWebSocketPort(socket)
}

function refusal(status: number): string {
  if (status === 401) return 'the token is not the one of this instance'
  return `it was refused with the HTTP status ${status}`
}
