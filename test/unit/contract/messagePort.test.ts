import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createPort } from '../../../src/contract/createPort.ts'
import type { Port } from '../../../src/contract/port.ts'
import { portSuite } from './portSuite.ts'

function toPort(messages: MessagePort): Port {
  const { port, received, closed } = createPort({
    send: frame => messages.postMessage(frame),
    close: () => messages.close(),
  })
  messages.on('message', received)
  messages.on('close', () => closed('the channel was closed'))
  return port
}

portSuite('a MessagePort', async accept => {
  const open: MessagePort[] = []
  const sever = () => {
    for (const port of open.splice(0)) port.close()
  }
  return {
    connect: async () => {
      const { port1, port2 } = new MessageChannel()
      open.push(port1)
      accept(toPort(port2))
      return toPort(port1)
    },
    sever,
    stop: async () => sever(),
  }
})
