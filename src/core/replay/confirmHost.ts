import * as z from 'zod'
import { ApiError } from '../../contract/apiError.ts'
import type { Words } from '../../contract/words.ts'
import { isLoopbackHost } from '../../protocol/endpoint/isLoopbackHost.ts'
import type { Settings } from '../settings/createSettings.ts'

const confirmedKey = 'replay.confirmedHosts'

/** Refuses to send beyond this machine until that was said to be meant, once for each host. */
export function confirmHost(
  settings: Settings,
  { to, confirmed, why }: { to: string; confirmed: boolean; why: Words },
): void {
  const { hostname, host } = new URL(to)
  if (isLoopbackHost(hostname)) return
  const hosts = settings.read<string[]>(confirmedKey, z.array(z.string()), [])
  if (hosts.includes(host)) return
  if (!confirmed) {
    throw new ApiError(
      'refused',
      { en: `${host} is not this machine: ${why.en}`, zh: `${host} 不是本机：${why.zh}` },
      {
        en: `Confirm that ${host} is meant; it is asked once for each host.`,
        zh: `请确认目标就是 ${host}；每个主机只询问一次。`,
      },
    )
  }
  settings.write(confirmedKey, [...hosts, host])
}
