import { createContext, useContext, useState } from 'react'
import type { Account } from '../../contract/account.ts'
import type { Input, Output } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { HttpExchange, Operated } from '../../contract/queues.ts'
import type { QueueCalls, TopicCalls } from '../../contract/queuesApi.ts'
import { asIs } from '../../contract/words.ts'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'

type Name = keyof QueueCalls | keyof TopicCalls
type Value<N extends Name> = Extract<Output<N>, { ok: true }>['value']
type Order<N extends Name> = Omit<Input<N>, 'account'>
export type Failure = Extract<Operated<never>, { ok: false }>['failure']

/** One request that this panel made, by a number of its own; nobody asked for those made aside. */
export type KeptExchange = HttpExchange & { id: number; aside: boolean }

export type Operations = {
  account: Account
  /** Null where it did not work: what the service said is in sight then. */
  operate: <N extends Name>(
    name: N,
    order: Order<N>,
    options?: { aside: boolean },
  ) => Promise<{ value: Value<N> } | null>
}

const Context = createContext<Operations | null>(null)
export const OperationsProvider = Context.Provider

export function useOperations(): Operations {
  const operations = useContext(Context)
  if (operations === null) throw new Error('useOperations is called outside of an OperationsProvider')
  return operations
}

const keptExchanges = 60

/** Asks for operations of one account and keeps the requests behind them, newest first. */
export function useExchanges() {
  const { client } = useServices()
  const tell = useTell()
  const [exchanges, setExchanges] = useState<KeptExchange[]>([])
  const [failure, setFailure] = useState<Failure | null>(null)

  const operateOn =
    (account: Account): Operations['operate'] =>
    async <N extends Name>(name: N, order: Order<N>, { aside } = { aside: false }) => {
      try {
        const operated: Operated<unknown> = await client.call(name, {
          ...order,
          account: account.id,
        } as Input<N>)
        setExchanges(kept => keep(kept, operated.exchanges, aside))
        if (!operated.ok || !aside) setFailure(operated.ok ? null : operated.failure)
        return operated.ok ? { value: operated.value as Value<N> } : null
      } catch (error) {
        tell(error instanceof ApiError ? error : new ApiError('internal', asIs(String(error))))
        return null
      }
    }
  return { exchanges, failure, operateOn }
}

function keep(kept: KeptExchange[], fresh: HttpExchange[], aside: boolean): KeptExchange[] {
  const last = kept[0]?.id ?? 0
  const numbered = fresh.map((exchange, place) => ({ ...exchange, aside, id: last + place + 1 }))
  return [...numbered.reverse(), ...kept].slice(0, keptExchanges)
}
