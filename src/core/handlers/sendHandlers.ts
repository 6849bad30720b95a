import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import { memory } from '../compensation/chooseSends.ts'
import { isSendLogText } from '../import/readImport.ts'
import { compileQuery } from '../query/compileQuery.ts'
import { previewLog } from '../sends/previewLog.ts'
import type { Store } from '../store/openStore.ts'
import type { Reader } from '../store/reader.ts'
import { seqOf } from '../store/receiptTable.ts'
import { findSend } from '../store/sendTable.ts'
import { importInput, importText, knownName } from './importHandlers.ts'
import { parseInput } from './parseInput.ts'

const previewInput = z.object({ text: z.string().max(1 << 18) })
const unreportedInput = z.object({ afterMs: z.int().min(0).max(memory), limit: z.int().min(0).max(1000) })
const ofInput = z.object({ id: z.string().max(40) })

const countMilliseconds = 5000

export function sendHandlers(
  store: Store,
  reader: Reader,
  accounts: Pick<Accounts, 'list'>,
  now: () => number,
) {
  return {
    'sends.import': async (input, { signal }) => {
      const { text, account } = parseInput(importInput, input)
      if (!isSendLogText(text)) {
        const hint = {
          en: 'A head with phone and biz_id or send_time is expected, or a JSON object a line with these.',
          zh: '应有含 phone 与 biz_id 或 send_time 的表头，或每行一个含这些字段的 JSON 对象。',
        }
        const message = { en: 'The text is no log of sends', zh: '该文本不是发送记录' }
        throw new ApiError('bad-input', message, hint)
      }
      return await importText(store, text, knownName(accounts, account), now(), signal)
    },
    'sends.preview': input => previewLog(parseInput(previewInput, input).text),
    'sends.unreported': async (input, { signal }) => {
      const { afterMs, limit } = parseInput(unreportedInput, input)
      const predicate = compileQuery([], now())
      const job = { predicate, from: now() - memory, to: now() - afterMs, limit }
      const { count, sends, end } = await reader.read('unreported', job, {
        milliseconds: countMilliseconds,
        signal,
      })
      return { count, sends, partial: end !== 'complete' }
    },
    'sends.of': input => {
      const seq = seqOf(parseInput(ofInput, input).id)
      if (seq === null)
        throw new ApiError('bad-input', {
          en: 'id: expected the id of a receipt, such as r12',
          zh: 'id：应为回执的 ID，例如 r12',
        })
      return findSend(store.prepare, seq)
    },
  } satisfies Pick<Handlers['calls'], 'sends.import' | 'sends.preview' | 'sends.unreported' | 'sends.of'>
}
