import { ApiError } from '../apiError.ts'
import type { Words } from '../words.ts'
import type { AnswererFrame } from './frames.ts'
import type { Connection } from './keepConnection.ts'

/** Something asked for and not over: what it does when a connection opens, speaks and is lost. */
export type Operation = {
  begin(): void
  receive(frame: AnswererFrame): void
  lost(error: ApiError): void
}

/** What operations share: the connection, and who is under way by the id last used. */
export type Operations = {
  connection: Connection
  underWay: Map<number, Operation>
  /** Ids are never used twice, so a late frame finds nobody. */
  nextId(): number
}

export const notConnected = (reason: Words) =>
  new ApiError(
    'closed',
    {
      en: `There is no connection to the program: ${reason.en}.`,
      zh: `与程序的连接已断开：${reason.zh}。`,
    },
    { en: 'It is tried again by itself.', zh: '会自动重连。' },
  )
