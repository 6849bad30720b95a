import {
  type QueueSettings,
  readQueueSettings,
  writeQueueAttributes,
} from '../../protocol/xml/queueAttributes.ts'
import { writeQueueList } from '../../protocol/xml/queueList.ts'
import { attributeOutOfRange, type QueueAttributes } from '../queue/attributes.ts'
import type { Queue } from '../queue/queue.ts'
import { queueNameProblem } from '../queue/queueName.ts'
import type { Queues } from '../queue/queues.ts'
import { dialectOf } from './dialect.ts'
import { type Call, type Operation, type Refusal, type Reply, refuse, type SignedCall } from './operation.ts'
import { integerHeader, outOfRange, xmlRefusal } from './refusals.ts'

export type QueueOperationOptions = {
  readonly queues: Queues
  readonly strict: boolean
  /** `/queues` in the current protocol, nothing in the older one. */
  readonly root: '/queues' | ''
  /** The address under which a client reaches this server. */
  readonly addressFor: (call: Call) => string
}

/** Operations on queues themselves. */
export function queueOperations(options: QueueOperationOptions): Operation[] {
  const { queues, strict, root } = options
  const path = `${root}/:queue`
  const urlOf = (call: SignedCall, name: string) => `${options.addressFor(call)}${root}/${name}`

  const create = (call: SignedCall): Reply | Refusal => {
    const name = call.parameters.queue ?? ''
    const problem = queueNameProblem(name, strict || root === '')
    if (problem !== null) return refuse(problem === 'length' ? 'QueueNameLengthError' : 'InvalidQueueName')
    const given = readSettings(call)
    if ('error' in given) return given
    const creation = queues.create(name, given.settings)
    switch (creation) {
      case 'created':
        return { status: 201, headers: [['Location', urlOf(call, name)]] }
      case 'exists':
        return { status: 204, headers: [['Location', urlOf(call, name)]] }
      case 'differs':
        return refuse('QueueAlreadyExist')
      case 'too-many':
        return refuse('QueueNumExceededLimit')
      default:
        return creation satisfies never
    }
  }

  const setAttributes = (call: SignedCall): Reply | Refusal => {
    const queue = queues.get(call.parameters.queue ?? '')
    if (queue === undefined) return refuse('QueueNotExist')
    const given = readSettings(call)
    if ('error' in given) return given
    queue.setAttributes(given.settings)
    return { status: 204 }
  }

  const list = (call: SignedCall): Reply | Refusal => {
    const { signature, xml } = dialectOf(call)
    const header = (name: string) => call.header(signature.prefix + name)
    const limit = integerHeader(header('ret-number'), 'x-mns-ret-number', 1, 1000)
    if (typeof limit === 'object') return limit
    const withMeta = header('with-meta')?.toLowerCase() === 'true'
    const marker = header('marker')
    const page = queues.list(header('prefix') ?? '', marker ? fromMarker(marker) : null, limit ?? 1000)
    const body = writeQueueList(
      {
        queues: page.queues.map(queue => ({
          url: urlOf(call, queue.name),
          attributes: withMeta ? describe(queue) : null,
        })),
        nextMarker: page.nextMarker === null ? null : toMarker(page.nextMarker),
      },
      xml,
    )
    return { status: 200, body }
  }

  return [
    { name: 'SetQueueAttributes', method: 'PUT', path, fits: overrides, handle: setAttributes },
    { name: 'CreateQueue', method: 'PUT', path, handle: create },
    {
      name: 'GetQueueAttributes',
      method: 'GET',
      path,
      handle: call => {
        const queue = queues.get(call.parameters.queue ?? '')
        if (queue === undefined) return refuse('QueueNotExist')
        const { xml } = dialectOf(call)
        const attributes = describe(queue)
        const known = xml === 'mqs' ? { ...attributes, loggingEnabled: null } : attributes
        return { status: 200, body: writeQueueAttributes(known, xml) }
      },
    },
    {
      name: 'DeleteQueue',
      method: 'DELETE',
      path,
      handle: call => {
        queues.delete(call.parameters.queue ?? '')
        return { status: 204 }
      },
    },
    { name: 'ListQueue', method: 'GET', path: root === '' ? '/' : root, handle: list },
  ]
}

function overrides(call: { query: { get(name: string): string | undefined } }): boolean {
  return call.query.get('metaoverride')?.toLowerCase() === 'true'
}

function readSettings(call: SignedCall): { settings: Partial<QueueAttributes> } | Refusal {
  const read = readQueueSettings(call.body)
  if (!read.ok) return xmlRefusal(read.problem)
  const settings = given(read.value)
  const wrong = attributeOutOfRange(settings)
  return wrong === null ? { settings } : outOfRange(wrong)
}

function given(settings: QueueSettings): Partial<QueueAttributes> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null))
}

function describe(queue: Queue) {
  const { active, inactive, delayed } = queue.counts()
  return {
    ...queue.attributes,
    queueName: queue.name,
    createTime: Math.floor(queue.createTime / 1000),
    lastModifyTime: Math.floor(queue.lastModifyTime / 1000),
    activeMessages: active,
    inactiveMessages: inactive,
    delayMessages: delayed,
  }
}

function toMarker(name: string): string {
  return Buffer.from(name).toString('base64')
}

function fromMarker(marker: string): string {
  return Buffer.from(marker, 'base64').toString()
}
