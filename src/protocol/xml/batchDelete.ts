import { Fields, readEach, readRoot } from './fields.ts'
import { replyLimits, requestLimits, type XmlLimits } from './readXml.ts'
import { field, writeDocument } from './writeXml.ts'
import { found, type Read, schemaProblem } from './xmlProblem.ts'

export function writeBatchDeleteRequest(receiptHandles: readonly string[]): string {
  let content = ''
  for (const handle of receiptHandles) content += field('ReceiptHandle', handle)
  return writeDocument('ReceiptHandles', content)
}

export function readBatchDeleteRequest(
  input: Uint8Array | string,
  limits: XmlLimits = requestLimits,
): Read<string[]> {
  const root = readRoot(input, ['ReceiptHandles'], limits)
  if (!root.ok) return root
  const handles = readEach(root.value, 'ReceiptHandle', element => found(element.text.trim()))
  if (!handles.ok || handles.value.length > 0) return handles
  return schemaProblem('ReceiptHandles', '<ReceiptHandle> inside <ReceiptHandles>', 'none')
}

/** One handle of a batch that was not deleted; the reply then has status 404. */
export type DeleteError = {
  readonly errorCode: string
  readonly errorMessage: string
  readonly receiptHandle: string
}

export function writeBatchDeleteErrors(errors: readonly DeleteError[]): string {
  const items = errors.map(
    ({ errorCode, errorMessage, receiptHandle }) =>
      `<Error>${field('ErrorCode', errorCode)}${field('ErrorMessage', errorMessage)}${field('ReceiptHandle', receiptHandle)}</Error>`,
  )
  return writeDocument('Errors', items.join(''))
}

export function readBatchDeleteErrors(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<DeleteError[]> {
  const root = readRoot(input, ['Errors'], limits)
  if (!root.ok) return root
  return readEach(root.value, 'Error', element => {
    const fields = new Fields(element)
    return fields.result({
      errorCode: fields.requiredText('ErrorCode'),
      errorMessage: fields.text('ErrorMessage') ?? '',
      receiptHandle: fields.requiredText('ReceiptHandle'),
    })
  })
}
