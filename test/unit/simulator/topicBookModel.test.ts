import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageOf } from '../../../src/simulator/topic/page.ts'
import { TopicBook, type TopicChange } from '../../../src/simulator/topic/topicBook.ts'

const names = fc.constantFrom('a', 'b', 'c')
const tags = fc.constantFrom(null, 'red', 'blue')
const endpoint = 'http://company.com/'
const unset = { maximumMessageSize: null, loggingEnabled: null }

type Step =
  | { kind: 'create' | 'delete'; topic: string }
  | { kind: 'subscribe'; topic: string; name: string; filterTag: string | null }
  | { kind: 'unsubscribe'; topic: string; name: string }
  | { kind: 'publish'; topic: string; tag: string | null }

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('create' as const, 'delete' as const), topic: names }),
    fc.record({ kind: fc.constant('subscribe' as const), topic: names, name: names, filterTag: tags }),
    fc.record({ kind: fc.constant('unsubscribe' as const), topic: names, name: names }),
    fc.record({ kind: fc.constant('publish' as const), topic: names, tag: tags }),
  ) satisfies fc.Arbitrary<Step>,
  { maxLength: 60 },
)

/** Topics as maps of subscriptions' names to their filters: all that decides who gets a message. */
type Model = Map<string, Map<string, string | null>>

function step(book: TopicBook, model: Model, change: Step): void {
  const subscriptions = model.get(change.topic)
  switch (change.kind) {
    case 'create': {
      expect(book.createTopic(change.topic, unset).outcome).toBe(subscriptions ? 'unchanged' : 'created')
      if (!subscriptions) model.set(change.topic, new Map())
      return
    }
    case 'delete':
      book.deleteTopic(change.topic)
      model.delete(change.topic)
      return
    case 'subscribe': {
      const { topic, name, filterTag } = change
      const settings = { endpoint, filterTag, notifyStrategy: null, notifyContentFormat: null }
      const outcome = book.subscribe(topic, name, settings)
      if (!subscriptions) expect(outcome).toMatchObject({ code: 'TopicNotExist' })
      else if (!subscriptions.has(name)) expect(outcome.outcome).toBe('created')
      else if (subscriptions.get(name) === filterTag) expect(outcome.outcome).toBe('unchanged')
      else expect(outcome).toMatchObject({ code: 'SubscriptionAlreadyExist' })
      if (outcome.outcome === 'created') subscriptions?.set(name, filterTag)
      return
    }
    case 'unsubscribe':
      book.unsubscribe(change.topic, change.name)
      subscriptions?.delete(change.name)
      return
    case 'publish': {
      const { topic, tag } = change
      const published = book.publish(topic, { body: 'x', messageTag: tag, directMail: null, directSms: null })
      const expected = [...(subscriptions ?? [])].filter(([, filter]) => filter === null || filter === tag)
      if (!subscriptions) expect(published).toMatchObject({ code: 'TopicNotExist' })
      else if (published.outcome === 'published')
        expect(published.subscriptions.map(each => each.name)).toEqual(expected.map(([name]) => name))
      else expect.unreachable(published.code)
      return
    }
    default:
      change satisfies never
  }
}

test('every message is for exactly those whom a simple model names, and so it is after a restart', () => {
  fc.assert(
    fc.property(steps, fc.nat(60), (changes, restartAt) => {
      const journal: TopicChange[] = []
      const open = () => {
        let id = 0
        const book = new TopicBook({
          home: { region: 'r', account: '1' },
          now: () => 0,
          newMessageId: () => `${++id}`,
          onChange: change => journal.push(change),
        })
        return book
      }
      let book = open()
      const model: Model = new Map()
      for (const [at, change] of changes.entries()) {
        if (at === restartAt) {
          const written = journal.splice(0)
          book = open()
          for (const each of written) book.apply(each)
          journal.push(...written)
        }
        step(book, model, change)
      }
    }),
  )
})

test('pages of any size meet every entry once and in order', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 })),
      fc.integer({ min: 1, max: 5 }),
      fc.string({ maxLength: 1 }),
      (keys, limit, prefix) => {
        const entries = new Map(keys.map(key => [key, key]))
        const met: string[] = []
        let marker: string | null = null
        do {
          const page: ReturnType<typeof pageOf<string, string>> = pageOf(
            entries,
            { marker, prefix, limit },
            key => key,
          )
          expect(page.items.length).toBeLessThanOrEqual(limit)
          met.push(...page.items)
          marker = page.nextMarker
        } while (marker !== null)
        expect(met).toEqual(keys.filter(key => key.startsWith(prefix)).sort())
      },
    ),
  )
})
