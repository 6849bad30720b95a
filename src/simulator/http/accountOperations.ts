import { readAccountAttributes, writeAccountAttributes } from '../../protocol/xml/accountAttributes.ts'
import { writeOpenServiceReply } from '../../protocol/xml/openServiceReply.ts'
import type { Documents } from '../state/documents.ts'
import type { Call, Operation } from './operation.ts'
import { xmlRefusal } from './refusals.ts'

/**
 * The account's own settings: where its operation logs would go, though nothing is ever sent there. The service is open
 * from the start; whoever opens it again is told the same order.
 */
export function accountOperations(accountId: string, documents: Documents): Operation[] {
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
    {
      name: 'OpenService',
      method: 'POST',
      path: '/commonbuy/openservice',
      handle: () => ({ status: 200, body: writeOpenServiceReply({ orderId: `2${accountId}` }) }),
    },
  ]
}
