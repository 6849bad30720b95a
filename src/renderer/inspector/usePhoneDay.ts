import { useEffect, useState } from 'react'
import { quoteValue } from '../query/quoteValue.ts'
import { useConnection, useServices } from '../state/services.ts'

export type PhoneDay = { phone: string; all: number; failed: number }

/** How a number fared in the last day: receipts in all, and failures among them. */
export function usePhoneDay(phone: string | null): PhoneDay | null {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [day, setDay] = useState<PhoneDay | null>(null)
  useEffect(() => {
    if (phone === null || !connected) return
    const controller = new AbortController()
    const input = { query: `phone:${quoteValue(phone)} since:24h`, fields: ['status' as const], limit: 10 }
    client.call('receipts.facets', input, { signal: controller.signal }).then(
      ({ facets }) => {
        const values = facets[0]?.values ?? []
        setDay({
          phone,
          all: values.reduce((sum, { count }) => sum + count, 0),
          failed: values.find(({ value }) => value === 'failed')?.count ?? 0,
        })
      },
      // A heading without its sum is still a heading.
      () => {},
    )
    return () => controller.abort()
  }, [client, connected, phone])
  return day?.phone === phone ? day : null
}
