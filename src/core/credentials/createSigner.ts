import type { Account } from '../../contract/account.ts'
import type { Instant } from '../../contract/brand.ts'
import type { HeaderList, HttpRequest } from '../../protocol/httpRequest.ts'
import type { Credentials } from '../../protocol/requestSignature/credentials.ts'
import { signMnsV2 } from '../../protocol/requestSignature/mnsV2.ts'
import { signMnsV4 } from '../../protocol/requestSignature/mnsV4.ts'
import type { AccountSecrets } from '../accounts/createAccounts.ts'
import type { Signer } from '../mns/signer.ts'
import type { TokenSource } from './createTokenSource.ts'

/** `tokens` where the account's queues are read with temporary credentials. */
export function createSigner(account: Account, secrets: AccountSecrets, tokens: TokenSource | null): Signer {
  const lasting = credentialsOf(account, secrets)
  const signWith = (request: HttpRequest, credentials: Credentials, at: number): HeaderList =>
    account.signature === 'v4' && account.region !== null
      ? signMnsV4(request, credentials, { at, region: account.region })
      : signMnsV2(request, credentials, at)

  return {
    async sign(request, at) {
      if (tokens === null) return { ok: true, value: signWith(request, lasting, at) }
      const token = await tokens.token()
      return token.ok ? { ok: true, value: signWith(request, token.value, at) } : token
    },
    renew: () => tokens?.renew() ?? false,
    until: () => (tokens?.until() ?? null) as Instant | null,
  }
}

export function credentialsOf(
  account: Account,
  { accessKeySecret, securityToken }: AccountSecrets,
): Credentials {
  const pair = { accessKeyId: account.accessKeyId, accessKeySecret }
  return securityToken === null ? pair : { ...pair, securityToken }
}
