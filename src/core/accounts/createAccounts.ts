import { randomUUID } from 'node:crypto'
import type { Account, AccountDraft } from '../../contract/account.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { AccountId } from '../../contract/brand.ts'
import type { Words } from '../../contract/words.ts'
import { isLoopbackHost } from '../../protocol/endpoint/isLoopbackHost.ts'
import { parseEndpoint } from '../../protocol/endpoint/parseEndpoint.ts'
import type { Credentials } from '../../protocol/requestSignature/credentials.ts'
import type { AccountConfig } from '../config/configSchema.ts'
import { resolveSecret } from '../config/resolveSecret.ts'
import { openSecret, sealSecret } from '../secrets/sealSecret.ts'
import { StartError } from '../startError.ts'
import type { Prepare } from '../store/prepareCached.ts'

/** What signs an account's requests; stays in the core. */
export type AccountSecrets = { accessKeySecret: string; securityToken: string | null }

export type Accounts = ReturnType<typeof createAccounts>

type StoredAccount = {
  id: string
  name: string
  definition: string
  secret: Uint8Array
  token: Uint8Array | null
}
type Definition = Omit<Account, 'id' | 'name' | 'cloud' | 'origin'>

/** Accounts of three origins under one roof: kept in the database, given by a config file, and the simulator's. */
export function createAccounts(prepare: Prepare, dataKey: Uint8Array) {
  const given = new Map<AccountId, { account: Account; secrets: AccountSecrets }>()
  const readAll = () => prepare('SELECT * FROM account ORDER BY name').all() as StoredAccount[]
  const readOne = (id: string) =>
    prepare('SELECT * FROM account WHERE id = ?').get(id) as StoredAccount | undefined

  const find = (id: AccountId): Account | null => {
    const known = given.get(id)
    if (known !== undefined) return known.account
    const stored = readOne(id)
    return stored === undefined ? null : toAccount(stored)
  }

  const list = (): Account[] => [
    ...[...given.values()].map(({ account }) => account),
    ...readAll().map(toAccount),
  ]

  /** Null where the account is gone, or its secret was sealed with another data key. */
  const secretsOf = (id: AccountId): AccountSecrets | null => {
    const known = given.get(id)
    if (known !== undefined) return known.secrets
    const stored = readOne(id)
    if (stored === undefined) return null
    const accessKeySecret = openSecret(dataKey, stored.secret, `${id}:secret`)
    const securityToken = stored.token === null ? null : openSecret(dataKey, stored.token, `${id}:token`)
    if (accessKeySecret === null || (stored.token !== null && securityToken === null)) return null
    return { accessKeySecret, securityToken }
  }

  return {
    list,
    find,
    secretsOf,

    /** Of all accounts, and the ids of their keys: what must not stand in anything that is given away. */
    secrets(): string[] {
      const ids = [...given.keys(), ...readAll().map(({ id }) => id as AccountId)]
      return ids.flatMap(id => {
        const { accessKeySecret = null, securityToken = null } = secretsOf(id) ?? {}
        const account = find(id)
        const keyId = account === null || account.origin === 'simulator' ? null : account.accessKeyId
        return [keyId, accessKeySecret, securityToken].filter(each => each !== null)
      })
    },

    /** Every account's key that can be read. */
    keys: (): Credentials[] =>
      list().flatMap(({ id, accessKeyId }) => {
        const secrets = secretsOf(id)
        return secrets === null ? [] : [{ accessKeyId, accessKeySecret: secrets.accessKeySecret }]
      }),

    /** An account that lives as long as this process: the config file's or the simulator's. */
    give(account: Account, secrets: AccountSecrets): void {
      given.set(account.id, { account, secrets })
    },

    withdraw(id: AccountId): void {
      given.delete(id)
    },

    save(draft: AccountDraft): Account {
      const id = draft.id ?? (randomUUID() as AccountId)
      const known = draft.id === null ? undefined : readOne(draft.id)
      if (draft.id !== null && known === undefined) {
        throw new ApiError('refused', {
          en: 'Only accounts added here can be changed here',
          zh: '此处只能修改在此添加的账号',
        })
      }
      const namesake = [...given.values()].some(({ account }) => account.name === draft.name)
      const stored = readAll().some(
        other => other.name.toLowerCase() === draft.name.toLowerCase() && other.id !== id,
      )
      if (namesake || stored)
        throw new ApiError('conflict', {
          en: `There is already an account “${draft.name}”`,
          zh: `已存在名为“${draft.name}”的账号`,
        })
      const secret =
        draft.accessKeySecret === null
          ? known?.secret
          : sealSecret(dataKey, draft.accessKeySecret.trim(), `${id}:secret`)
      if (secret === undefined)
        throw new ApiError('bad-input', {
          en: 'accessKeySecret: a new account needs one',
          zh: '新账号必须填写 AccessKey Secret',
        })
      const token =
        draft.securityToken === null ? null : sealSecret(dataKey, draft.securityToken.trim(), `${id}:token`)
      const definition = definitionOf(draft)
      prepare(
        `INSERT INTO account (id, name, definition, secret, token) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET name = excluded.name, definition = excluded.definition,
            secret = excluded.secret, token = excluded.token`,
      ).run(id, draft.name, JSON.stringify(definition), secret, token)
      return { id, name: draft.name, ...definition, cloud: isCloud(definition.endpoint), origin: 'stored' }
    },

    remove(id: AccountId): void {
      if (prepare('DELETE FROM account WHERE id = ?').run(id).changes === 0) {
        throw new ApiError('not-found', {
          en: 'There is no such account among those added here',
          zh: '在此添加的账号中没有这一个',
        })
      }
    },
  }
}

function definitionOf(draft: AccountDraft): Definition {
  const reading = parseEndpoint(draft.endpoint)
  if (reading.outcome === 'unusable') {
    const { message, expected } = reading
    throw new ApiError(
      'bad-input',
      { en: `endpoint: ${message.en}`, zh: `接入点：${message.zh}` },
      { en: `Expected ${expected}.`, zh: `应为 ${expected}。` },
    )
  }
  const region = draft.region ?? reading.endpoint.region
  if (draft.signature === 'v4' && region === null) throw new ApiError('bad-input', regionNeeded)
  return {
    endpoint: reading.endpoint.url,
    apiEndpoint: draft.apiEndpoint,
    region,
    accessKeyId: draft.accessKeyId.trim(),
    credentials: draft.credentials,
    signature: draft.signature,
  }
}

function toAccount(stored: StoredAccount): Account {
  const definition = JSON.parse(stored.definition) as Definition
  return {
    id: stored.id as AccountId,
    name: stored.name,
    ...definition,
    cloud: isCloud(definition.endpoint),
    origin: 'stored',
  }
}

const regionNeeded: Words = {
  en: 'region: V4 signatures need one, and the endpoint does not name it',
  zh: 'V4 签名需要地域，而接入点中没有地域',
}

export const configAccountId = (name: string): AccountId => `config:${name}` as AccountId

/** An account of the config file, with its secrets read from where the file says they are. */
export function givenAccount(
  config: AccountConfig,
  warn: (message: string) => void,
): { account: Account; secrets: AccountSecrets } {
  const reading = parseEndpoint(config.endpoint)
  if (reading.outcome === 'unusable') {
    throw new StartError(
      'bad-config',
      `The endpoint of the account “${config.name}” can't be used: ${reading.message.en}`,
      `Expected ${reading.expected}.`,
    )
  }
  const endpoint = reading.endpoint.url
  const region = config.region ?? reading.endpoint.region
  if (config.signature === 'v4' && region === null) {
    throw new StartError(
      'bad-config',
      `The account “${config.name}”: ${regionNeeded.en}`,
      'Add its region, such as cn-hangzhou.',
    )
  }
  const place = (key: string) => `The ${key} of the account “${config.name}”`
  const account: Account = {
    id: configAccountId(config.name),
    name: config.name,
    endpoint,
    apiEndpoint: config.apiEndpoint ?? null,
    region,
    accessKeyId: config.accessKeyId,
    credentials: config.credentials,
    signature: config.signature,
    cloud: isCloud(endpoint),
    origin: 'config',
  }
  const securityToken =
    config.securityToken === undefined
      ? null
      : resolveSecret(config.securityToken, place('securityToken'), warn)
  const accessKeySecret = resolveSecret(config.accessKeySecret, place('accessKeySecret'), warn)
  return { account, secrets: { accessKeySecret, securityToken } }
}

/** Everything but this machine counts as somebody's production. */
const isCloud = (endpoint: string): boolean => !isLoopbackHost(new URL(endpoint).hostname)
