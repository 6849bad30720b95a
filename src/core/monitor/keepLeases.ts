import type { MnsClient } from '../mns/createMnsClient.ts'
import type { Lease, LeasedMessage } from '../mns/lease.ts'

const extensionSeconds = 30

/**
 * Runs `work` while holding messages; where it takes more than half of what is left of their leases, they are extended.
 * The leases to delete by afterwards are in the result, since an extension replaces them.
 */
export async function keepLeases(
  client: Pick<MnsClient, 'extend'>,
  queue: string,
  messages: readonly LeasedMessage[],
  now: () => number,
  work: () => Promise<unknown>,
): Promise<Lease[]> {
  const leases = messages.flatMap(({ lease }) => (lease === null ? [] : [lease]))
  const ends = messages.flatMap(({ leasedUntil }) => (leasedUntil === null ? [] : [leasedUntil]))
  const remaining = ends.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...ends) - now()
  let timer: ReturnType<typeof setTimeout> | null = null
  let extending: Promise<unknown> = Promise.resolve()

  const extendAll = async () => {
    for (const [index, lease] of leases.entries()) {
      const result = await client.extend(queue, lease, extensionSeconds)
      if (result.ok) leases[index] = result.value.lease
    }
  }
  const extendAfter = (milliseconds: number) => {
    timer = setTimeout(
      () => {
        extending = extendAll().then(() => extendAfter((extensionSeconds * 1000) / 2))
      },
      Math.max(0, milliseconds),
    )
  }

  if (Number.isFinite(remaining)) extendAfter(remaining / 2)
  try {
    await work()
  } finally {
    if (timer !== null) clearTimeout(timer)
  }
  await extending
  if (timer !== null) clearTimeout(timer)
  return leases
}
