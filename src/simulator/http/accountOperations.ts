import { readAccountAttributes, writeAccountAttributes } from '../../protocol/xml/accountAttributes.ts'
import type { Documents } from '../state/documents.ts'
import type { Call, Operation } from './operation.ts'
import { xmlRefusal } from './refusals.ts'

/** The account's own settings: where its operation logs would go. Nothing is ever sent there. */
export function accountOperations(documents: Documents): Operation[] {
  const kept = new Map(documents.all('account')).get('loggingBucket')
  let loggingBucket = typeof kept === 'string' ? kept : ''
  const fits = (call: Call) => call.query.get('accountmeta')?.toLowerCase() === 'true'
  return [
    {
      name: 'GetAccountAttributes',
      method: 'GET',
      path: '/',
      fits,
      handle: () => ({ status: 200, body: writeAccountAttributes({ loggingBucket }) }),
    },
    {
      name: 'SetAccountAttributes',
      method: 'PUT',
      path: '/',
      fits,
      handle(call) {
        const read = readAccountAttributes(call.body)
        if (!read.ok) return xmlRefusal(read.problem)
        loggingBucket = read.value.loggingBucket ?? loggingBucket
        documents.put('account', 'loggingBucket', loggingBucket)
        return { status: 204 }
      },
    },
  ]
}
