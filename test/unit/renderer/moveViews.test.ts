import { beforeEach, expect, test } from 'vitest'
import { ApiError } from '../../../src/contract/apiError.ts'
import type { ViewId } from '../../../src/contract/brand.ts'
import type { Client } from '../../../src/contract/rpc/createClient.ts'
import type { SavedView } from '../../../src/contract/views.ts'
import { asIs } from '../../../src/contract/words.ts'
import { moveViews } from '../../../src/renderer/receipts/moveViews.ts'
import { setPreferences, usePreferences } from '../../../src/renderer/state/preferences.ts'

function fakeClient(first: SavedView[], fail: (name: string) => ApiError | null = () => null) {
  const views = [...first]
  const call = (operation: string, input: unknown) => {
    if (operation === 'views.list') return Promise.resolve([...views])
    const { name, query } = input as SavedView
    const error = fail(name)
    if (error !== null) return Promise.reject(error)
    views.push({ id: name as ViewId, name, query })
    return Promise.resolve(views.at(-1))
  }
  return { client: { call } as unknown as Pick<Client, 'call'>, views }
}

beforeEach(() => setPreferences({ views: [] }))
const left = () => usePreferences.getState().views

test('views move once, under a free name, and known queries are left out', async () => {
  setPreferences({
    views: [
      { name: 'Slow', query: 'latency>5s' },
      { name: 'Known', query: 'via:push' },
    ],
  })
  const { client, views } = fakeClient([
    { id: 'a' as ViewId, name: 'slow', query: 'latency>9s' },
    { id: 'b' as ViewId, name: 'Pushes', query: 'via:push' },
  ])
  await Promise.all([moveViews(client), moveViews(client)])
  expect(views.map(({ name }) => name)).toEqual(['slow', 'Pushes', 'Slow 2'])
  expect(left()).toEqual([])
})

test('what could not be moved is kept for the next time, what can not be read is not', async () => {
  setPreferences({
    views: [
      { name: 'broken', query: 'latency>' },
      { name: 'later', query: 'phone:1*' },
    ],
  })
  const { client } = fakeClient([], name =>
    name === 'broken' ? new ApiError('bad-input', asIs('no')) : new ApiError('closed', asIs('lost')),
  )
  await moveViews(client)
  expect(left()).toEqual([{ name: 'later', query: 'phone:1*' }])
})
