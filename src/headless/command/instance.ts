import { WebSocket } from 'ws'
import { ApiError } from '../../contract/apiError.ts'
import type { Port } from '../../contract/port.ts'
import { type Client, createClient } from '../../contract/rpc/createClient.ts'
import { asIs } from '../../contract/words.ts'
import type { Io } from '../io.ts'
import { createWebSocketPort } from '../webSocketPort.ts'
import type { Given } from './command.ts'
import { type InstanceAddress, nobodyAnswers, readInstanceAddress, refusal } from './instanceAddress.ts'

/** A client of the running instance that `--url` names, connected; trouble is thrown as an ApiError. */
export async function connectToInstance(given: Given, io: Io): Promise<Client> {
  const address = readInstanceAddress(given, io)
  const client = createClient({ connect: () => connect(address) })
  try {
    await client.call('app.info', null, { signal: io.stop })
    return client
  } catch (error) {
    const state = client.connection.get()
    client.close()
    throw state.kind === 'lost' ? new ApiError('unavailable', state.reason) : error
  }
}

async function connect({ host, token }: InstanceAddress): Promise<Port> {
  const socket = new WebSocket(`ws://${host}/rpc`, {
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: 10_000,
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      reject(new ApiError('refused', asIs(refusal(response.statusCode ?? 0))))
    })
    socket.on('error', () => reject(new ApiError('unavailable', asIs(nobodyAnswers(host)))))
  })
  return createWebSocketPort(socket)
}
