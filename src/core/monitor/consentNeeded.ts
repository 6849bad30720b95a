import { ApiError } from '../../contract/apiError.ts'
import type { MonitorMode } from '../../contract/status.ts'
import type { Words } from '../../contract/words.ts'

type TakingMode = Exclude<MonitorMode, 'peek'>

/** How many messages a queue could be found to hold, or why that is not known. */
export type Holding = { active: number } | { unknown: Words }

export const takes = (mode: MonitorMode): mode is TakingMode => mode !== 'peek'

/** What is refused until the caller names the queue: others may be reading it, and what is taken is gone for them. */
export function consentNeeded(
  mode: TakingMode,
  { queue, accountName }: { queue: string; accountName: string },
  holding: Holding,
): ApiError {
  const held: Words =
    'active' in holding
      ? {
          en: `It holds ${holding.active} active ${holding.active === 1 ? 'message' : 'messages'}`,
          zh: `其中有 ${holding.active} 条活跃消息`,
        }
      : {
          en: `How many messages it holds could not be found out (${holding.unknown.en})`,
          zh: `未能查明其中有多少条消息（${holding.unknown.zh}）`,
        }
  return new ApiError(
    'refused',
    {
      en: `“${queue}” of the account “${accountName}” is not a queue on this machine. ${held.en}. ${consequences[mode].en}`,
      zh: `账号“${accountName}”的“${queue}”不是本机上的队列。${held.zh}。${consequences[mode].zh}`,
    },
    {
      en: `To go ahead, repeat the call with typedName: ${JSON.stringify(queue)}.`,
      zh: `如要继续，请带上 typedName: ${JSON.stringify(queue)} 再次调用。`,
    },
  )
}

const consequences: Record<TakingMode, Words> = {
  lease: {
    en: 'Leasing stores every message and hides it from all other consumers for the visibility time of the queue; then it comes back, with a higher dequeue count.',
    zh: '租用会存储每条消息，并在队列的可见性超时时间内对其他所有消费者隐藏；之后消息恢复可见，出队次数会增加。',
  },
  consume: {
    en: 'Consuming stores every message and then deletes it from the queue for good: no other consumer will see it.',
    zh: '消费会存储每条消息，然后从队列中永久删除：其他消费者再也看不到它。',
  },
}
