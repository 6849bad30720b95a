import { createRequire } from 'node:module'
import { messageBody, type Server } from './wires.ts'

/** One published client doing the common work: a batch or a single message sent, received and deleted. */
export type Client = {
  create(): Promise<unknown>
  /** How many messages went round. */
  round(): Promise<number>
}

type Received = { ReceiptHandle: string }
type MnsClient = {
  createQueue(queue: string): Promise<unknown>
  sendMessage(queue: string, message: { MessageBody: string }): Promise<unknown>
  batchSendMessage(queue: string, messages: { MessageBody: string }[]): Promise<unknown>
  receiveMessage(queue: string, seconds: number): Promise<{ body: Received }>
  batchReceiveMessage(queue: string, count: number, seconds: number): Promise<{ body: Received[] }>
  deleteMessage(queue: string, lease: string): Promise<unknown>
  batchDeleteMessage(queue: string, leases: string[]): Promise<unknown>
}

type SqsQueue = { QueueUrl: string }
type SqsClient = {
  createQueue(queue: { QueueName: string }): Promise<unknown>
  sendMessage(message: SqsQueue & { MessageBody: string }): Promise<unknown>
  sendMessageBatch(batch: SqsQueue & { Entries: { Id: string; MessageBody: string }[] }): Promise<unknown>
  receiveMessage(
    wanted: SqsQueue & { MaxNumberOfMessages: number },
  ): Promise<{ Messages?: Partial<Received>[] }>
  deleteMessage(message: SqsQueue & Received): Promise<unknown>
  deleteMessageBatch(batch: SqsQueue & { Entries: (Received & { Id: string })[] }): Promise<unknown>
}

/** Types of their own, so that the project's types are checked where these packages are not installed. */
const load = createRequire(import.meta.url)

export function mnsClient(server: Server, single: boolean): Client {
  const Mns = load('@alicloud/mns') as new (account: string, options: Server) => MnsClient
  const client = new Mns('1234567890123456', server)
  const message = { MessageBody: messageBody }
  const batch = Array.from({ length: 16 }, () => message)
  const nothing = (error: Error) => {
    if (error.name.includes('MessageNotExist')) return { body: [] }
    throw error
  }
  return {
    create: () => client.createQueue('bench'),
    async round() {
      await (single ? client.sendMessage('bench', message) : client.batchSendMessage('bench', batch))
      const { body } = await (single
        ? client.receiveMessage('bench', 0)
        : client.batchReceiveMessage('bench', 16, 0)
      ).catch(nothing)
      const leases = [body].flat().map(({ ReceiptHandle }) => ReceiptHandle)
      const [only] = leases
      if (only === undefined) return 0
      await (single ? client.deleteMessage('bench', only) : client.batchDeleteMessage('bench', leases))
      return leases.length
    },
  }
}

export function sqsClient(server: Server, single: boolean): Client {
  const { SQS } = load('@aws-sdk/client-sqs') as { SQS: new (options: object) => SqsClient }
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' }
  const client = new SQS({ endpoint: server.endpoint, region: 'us-east-1', credentials })
  const QueueUrl = `${server.endpoint}/000000000000/bench`
  const Entries = Array.from({ length: 10 }, (_, at) => ({ Id: String(at), MessageBody: messageBody }))
  const MaxNumberOfMessages = single ? 1 : 10
  return {
    create: () => client.createQueue({ QueueName: 'bench' }),
    async round() {
      await (single
        ? client.sendMessage({ QueueUrl, MessageBody: messageBody })
        : client.sendMessageBatch({ QueueUrl, Entries }))
      const { Messages = [] } = await client.receiveMessage({ QueueUrl, MaxNumberOfMessages })
      const leases = Messages.flatMap(({ ReceiptHandle }) => ReceiptHandle ?? [])
      const [only] = leases
      if (only === undefined) return 0
      if (single) await client.deleteMessage({ QueueUrl, ReceiptHandle: only })
      else {
        const deleted = leases.map((ReceiptHandle, at) => ({ Id: String(at), ReceiptHandle }))
        await client.deleteMessageBatch({ QueueUrl, Entries: deleted })
      }
      return leases.length
    },
  }
}
