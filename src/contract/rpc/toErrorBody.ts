import { ApiError, type ApiErrorBody } from '../apiError.ts'

/** The one place where trouble becomes what the asker sees. Only an ApiError's words were written to be shown. */
export function toErrorBody(error: unknown): ApiErrorBody {
  return (error instanceof ApiError ? error : unexpected).toJSON()
}

const unexpected = new ApiError(
  'internal',
  'ReceiptScope could not do this because of a fault of its own.',
  'The log of the program says more. What was stored stays stored; trying again is safe.',
)
