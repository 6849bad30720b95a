import { useEffect, useState } from 'react'
import type { Alert, Firing } from '../../contract/alerts.ts'
import { useServices } from '../state/services.ts'

const listed = 50

/** The rules as they are and what was told lately, newest first; null until known. */
export function useAlerts(): { alerts: Alert[]; firings: Firing[] } | null {
  const { client } = useServices()
  const [alerts, setAlerts] = useState<Alert[] | null>(null)
  const [firings, setFirings] = useState<Firing[]>([])
  useEffect(() => {
    let wanted = true
    client.call('alerts.history', { before: null, limit: listed }).then(
      history => {
        if (wanted) setFirings(known => mergeFirings(known, history))
      },
      // The rules below are shown without their history; the stream brings what is new.
      () => {},
    )
    const stop = client.open('alerts.watch', {
      input: last => ({ after: last === null ? null : last.last }),
      onItem: item => {
        setAlerts(item.alerts)
        if (item.fired.length > 0) setFirings(known => mergeFirings(known, item.fired))
      },
    })
    return () => {
      wanted = false
      stop()
    }
  }, [client])
  return alerts === null ? null : { alerts, firings }
}

/** Each once, newest first. */
export function mergeFirings(known: readonly Firing[], more: readonly Firing[]): Firing[] {
  const byId = new Map([...known, ...more].map(firing => [firing.id, firing]))
  return [...byId.values()].sort((one, other) => other.id - one.id).slice(0, listed)
}
