import type { Account } from '../../contract/account.ts'

type Product = 'dysmsapi' | 'dybaseapi'

/**
 * Where an account's SMS API is (`dysmsapi`), or what gives out its temporary keys (`dybaseapi`): two hosts in the cloud, of
 * which one may be configured for both. A service on this machine answers for itself: its sends and keys are none of the cloud's.
 */
export function smsEndpointOf({ apiEndpoint, cloud, endpoint }: Account, product: Product): string {
  const chosen = apiEndpoint ?? (cloud ? `https://${product}.aliyuncs.com` : endpoint)
  return chosen.replace(
    /^(https?:\/\/)(?:dysmsapi|dybaseapi)(?=\.aliyuncs\.com(?:[/:]|$))/i,
    (_, scheme: string) => scheme + product,
  )
}
