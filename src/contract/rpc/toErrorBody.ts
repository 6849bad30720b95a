import { ApiError, type ApiErrorBody } from '../apiError.ts'

/** The one place where trouble becomes what the asker sees. Only an ApiError's words were written to be shown. */
export function toErrorBody(error: unknown): ApiErrorBody {
  return (error instanceof ApiError ? error : unexpected).toJSON()
}

const unexpected = new ApiError(
  'internal',
  {
    en: 'ReceiptScope could not do this because of a fault of its own.',
    zh: 'ReceiptScope 自身出错，未能完成此操作。',
  },
  {
    en: 'The log of the program says more. What was stored stays stored; trying again is safe.',
    zh: '详情见程序日志。已存储的数据不受影响，可以放心重试。',
  },
)
