import type { Exchange } from '../../contract/account.ts'

/** Keeps the newest exchanges of a monitor. */
export function createExchangeLog(most = 200) {
  const exchanges: Exchange[] = []
  return {
    add(exchange: Exchange): void {
      exchanges.push(exchange)
      if (exchanges.length > most) exchanges.shift()
    },
    newestFirst: () => exchanges.toReversed(),
  }
}
export type ExchangeLog = ReturnType<typeof createExchangeLog>
