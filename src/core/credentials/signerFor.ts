import { randomUUID } from 'node:crypto'
import type { Dispatcher } from 'undici'
import type { Account } from '../../contract/account.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { AccountId } from '../../contract/brand.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import type { Signer } from '../mns/signer.ts'
import { createSmsApi } from '../smsApi/createSmsApi.ts'
import { smsEndpointOf } from '../smsApi/smsEndpointOf.ts'
import { createSigner, credentialsOf } from './createSigner.ts'
import { createTokenSource } from './createTokenSource.ts'

export type Queue = { queue: string; type: string }

/** An account and what signs its requests to one queue; temporary credentials are for one queue each, asked for over `tokens`. */
export function signerFor(
  accounts: Accounts,
  id: AccountId,
  { queue, type }: Queue,
  { tokens, now }: { tokens: Dispatcher; now: () => number },
): { account: Account; signer: Signer } {
  const account = accounts.find(id)
  const secrets = accounts.secretsOf(id)
  if (account === null || secrets === null) {
    throw new ApiError(
      'unavailable',
      {
        en: `The account of “${queue}” is gone, or its secret was sealed with another data key`,
        zh: `“${queue}” 所属的账号已不存在，或其密钥是用另一把数据密钥加密的`,
      },
      {
        en: 'Open the account and enter its secret again.',
        zh: '请打开该账号，重新填写 AccessKey Secret。',
      },
    )
  }
  if (account.credentials === 'accessKey') return { account, signer: createSigner(account, secrets, null) }
  const api = createSmsApi({
    endpoint: smsEndpointOf(account, 'dybaseapi'),
    dispatcher: tokens,
    credentials: credentialsOf(account, secrets),
    now,
    nonce: randomUUID,
  })
  const source = createTokenSource(() => api.queryToken(type, queue), now)
  return { account, signer: createSigner(account, secrets, source) }
}
