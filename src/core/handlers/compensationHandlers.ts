import { randomUUID } from 'node:crypto'
import { Agent } from 'undici'
import type { Asker, Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { CompensationProgress } from '../../contract/compensation.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import { chooseSends } from '../compensation/chooseSends.ts'
import { compensate } from '../compensation/compensate.ts'
import { credentialsOf } from '../credentials/createSigner.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import { compileQuery } from '../query/compileQuery.ts'
import { createSmsApi } from '../smsApi/createSmsApi.ts'
import type { Prepare } from '../store/prepareCached.ts'
import type { Reader } from '../store/reader.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'
import { readQuery } from './readQuery.ts'

/** Where domestic accounts ask about their sends. */
const domesticSmsEndpoint = 'https://dysmsapi.aliyuncs.com'
const mostSends = 5000

export function compensationHandlers(parts: {
  accounts: Accounts
  ingest: Ingest
  prepare: Prepare
  reader: Reader
  now: () => number
}) {
  return {
    'compensation.run': (input, asker) => run(parseInput(inputs.compensationInput, input), asker),
  } satisfies Pick<Handlers['streams'], 'compensation.run'>

  async function* run(
    { account: id, sends, query }: (typeof inputs.compensationInput)['_output'],
    { signal }: Asker,
  ): AsyncGenerator<CompensationProgress, void, undefined> {
    const { accounts, reader, now } = parts
    const account = accounts.find(id)
    const secrets = accounts.secretsOf(id)
    if (account === null || secrets === null) throw new ApiError('not-found', 'There is no such account')
    const found =
      query === null
        ? []
        : await chooseSends(reader, compileQuery(readQuery(query, now()), now()), mostSends, now(), signal)
    const dispatcher = new Agent()
    try {
      const api = createSmsApi({
        endpoint: account.apiEndpoint ?? domesticSmsEndpoint,
        dispatcher,
        credentials: credentialsOf(account, secrets),
        now,
        nonce: randomUUID,
      })
      yield* compensate({ ...parts, api, account: account.name, sends: [...sends, ...found], signal })
    } finally {
      await dispatcher.destroy()
    }
  }
}
