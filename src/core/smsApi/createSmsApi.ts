import type { Dispatcher } from 'undici'
import type { Credentials } from '../../protocol/requestSignature/credentials.ts'
import { signRpcV1 } from '../../protocol/requestSignature/rpcV1.ts'
import { readApiErrorReply } from '../../protocol/smsApi/apiErrorReply.ts'
import type { ApiStatus } from '../../protocol/smsApi/apiStatus.ts'
import { type QueueToken, readQueueTokenReply } from '../../protocol/smsApi/queueTokenReply.ts'
import { readSendDetailsReply, type SendDetailsReply } from '../../protocol/smsApi/sendDetails.ts'
import { readSendStatisticsReply, type SendStatisticsReply } from '../../protocol/smsApi/sendStatistics.ts'
import { explainXmlProblem, type Read } from '../../protocol/xml/xmlProblem.ts'
import type { MnsResult } from '../mns/mnsResult.ts'
import { describeNetworkError } from '../mns/networkError.ts'

export type SmsApi = ReturnType<typeof createSmsApi>

const patienceMilliseconds = 10_000
/** The most details one page may hold. */
export const detailsPerPage = 50

/** The calls of the SMS API that receipts need. Refusals are values, as for queues. */
export function createSmsApi(connection: {
  endpoint: string
  dispatcher: Dispatcher
  credentials: Credentials
  now: () => number
  nonce: () => string
}) {
  const call = async <T extends ApiStatus>(
    parameters: Record<string, string>,
    read: (body: string) => Read<T>,
    signal?: AbortSignal,
  ): Promise<MnsResult<T & { body: string }>> => {
    const options = { method: 'GET', at: connection.now(), nonce: connection.nonce() } as const
    const query = signRpcV1({ Format: 'JSON', ...parameters }, connection.credentials, options)
    try {
      const { statusCode: status, body } = await connection.dispatcher.request({
        origin: connection.endpoint,
        method: 'GET',
        path: `/?${query}`,
        headersTimeout: patienceMilliseconds,
        bodyTimeout: patienceMilliseconds,
        ...(signal === undefined ? {} : { signal }),
      })
      return understand(status, await body.text(), read)
    } catch (error) {
      if (signal?.aborted === true) return { ok: false, failure: { kind: 'cancelled' } }
      return { ok: false, failure: { kind: 'unreachable', ...describeNetworkError(error) } }
    }
  }

  return {
    /** Temporary credentials for one of the account's receipt queues. */
    async queryToken(messageType: string, queue: string): Promise<MnsResult<QueueToken>> {
      const parameters = {
        Action: 'QueryTokenForMnsQueue',
        Version: '2017-05-25',
        MessageType: messageType,
        ...(queue === '' ? {} : { QueueName: queue }),
      }
      const result = await call(parameters, readQueueTokenReply)
      if (!result.ok) return result
      const { token, requestId } = result.value
      if (token !== null) return { ok: true, value: token }
      const message = {
        en: 'expected a MessageTokenDTO with a key, a secret and a token',
        zh: '应答中应有 MessageTokenDTO，含密钥、Secret 与令牌',
      }
      return { ok: false, failure: { kind: 'unreadable', status: 200, message, requestId } }
    },

    /** `day` as `yyyyMMdd` in China. */
    querySendDetails(
      asked: { phone: string; day: string; page: number; bizId: string | null },
      signal: AbortSignal,
    ): Promise<MnsResult<SendDetailsReply & { body: string }>> {
      const parameters = {
        Action: 'QuerySendDetails',
        Version: '2017-05-25',
        PhoneNumber: asked.phone,
        SendDate: asked.day,
        PageSize: String(detailsPerPage),
        CurrentPage: String(asked.page),
        ...(asked.bizId === null ? {} : { BizId: asked.bizId }),
      }
      return call(parameters, readSendDetailsReply, signal)
    },

    /** Sums by day, as `yyyyMMdd` in China; a page holds fifty. */
    querySendStatistics(
      asked: { from: string; to: string; page: number },
      signal: AbortSignal,
    ): Promise<MnsResult<SendStatisticsReply & { body: string }>> {
      const parameters = {
        Action: 'QuerySendStatistics',
        Version: '2017-05-25',
        IsGlobe: '1',
        StartDate: asked.from,
        EndDate: asked.to,
        PageIndex: String(asked.page),
        PageSize: '50',
      }
      return call(parameters, readSendStatisticsReply, signal)
    },
  }
}

function understand<T extends ApiStatus>(
  status: number,
  body: string,
  read: (body: string) => Read<T>,
): MnsResult<T & { body: string }> {
  const reply = status < 400 ? read(body) : readApiErrorReply(body)
  if (!reply.ok) {
    const message = explainXmlProblem(reply.problem)
    return { ok: false, failure: { kind: 'unreadable', status, message, requestId: null } }
  }
  const { code, message, requestId } = reply.value
  if (status < 400 && code === 'OK') return { ok: true, value: { ...(reply.value as T), body } }
  return { ok: false, failure: { kind: 'refused', status, code, message, requestId } }
}
