import type { Call } from '../http/operation.ts'
import { parseEndpointAddress } from './endpointAddress.ts'
import type { Home } from './subscription.ts'

/**
 * Clients that write a queue's endpoint read account and region off the host they call, first and third label. At an
 * address like 127.0.0.1 they read 127 and 0; whoever does that means this account.
 */
export function homeEndpoint(endpoint: string, call: Call, home: Home): string {
  const address = parseEndpointAddress(endpoint.trim())
  if (address?.kind !== 'queue') return endpoint
  const [account, , region = ''] = (call.header('host') ?? '').replace(/:\d+$/, '').split('.')
  const readOff = address.account === account && (address.region === home.region || address.region === region)
  return readOff ? `acs:mns:${home.region}:${home.account}:queues/${address.queue}` : endpoint
}
