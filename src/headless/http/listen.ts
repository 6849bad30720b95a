import type { AddressInfo, Server } from 'node:net'
import { StartError } from '../../core/startError.ts'

/** Resolves with the port that was taken; trouble says which address and what to do. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(explainListenError(error, host, port)))
    server.listen({ host, port }, () => {
      server.removeAllListeners('error')
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** Known trouble as a StartError; anything else as it is. */
export function explainListenError(error: unknown, host: string, port: number): unknown {
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'EADDRINUSE':
      return new StartError(
        'port-taken',
        `The port ${port} of ${host} is taken by another program`,
        'Choose another one with --port, or --port 0 for any free one.',
      )
    case 'EACCES':
      return new StartError(
        'port-taken',
        `This user may not listen on port ${port}`,
        'Choose one above 1023 with --port, or --port 0 for any free one.',
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(
        'port-taken',
        `${host} is not an address of this machine`,
        'Leave --host out for 127.0.0.1, or name one of the addresses of this machine.',
      )
    default:
      return error
  }
}
