import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError, type ApiErrorCode } from '../../contract/apiError.ts'
import { toErrorBody } from '../../contract/rpc/toErrorBody.ts'
import { asIs } from '../../contract/words.ts'
import type { ExportFile } from '../../core/handlers/exportHandlers.ts'
import { type HostRequest, jsonReply, type Reply } from '../http/reply.ts'
import { alertRoutes } from './alertRoutes.ts'
import { compensationRoutes } from './compensationRoutes.ts'
import { describeApi } from './describeApi.ts'
import { exportRoute } from './exportRoute.ts'
import { pushRoutes } from './pushRoutes.ts'
import { refuseUnknown } from './readParameters.ts'
import { receiptRoutes } from './receiptRoutes.ts'
import { findRoute, type Route } from './route.ts'
import { sendRoutes } from './sendRoutes.ts'
import { sqlRoutes } from './sqlRoutes.ts'
import { statusRoutes } from './statusRoutes.ts'

const statusOf: Record<ApiErrorCode, number> = {
  'bad-input': 400,
  'not-found': 404,
  'unknown-operation': 404,
  conflict: 409,
  refused: 403,
  unavailable: 503,
  timeout: 504,
  cancelled: 499,
  closed: 503,
  internal: 500,
}

/** Answers `/api/…` and `/metrics`; trouble is `{ code, message, hint }` with a status that fits. */
export function createApi(
  { handlers, exportFile }: { handlers: Handlers; exportFile: ExportFile },
  version: string,
  onError: (error: unknown, operation: string) => void,
) {
  const groups = [
    receiptRoutes,
    pushRoutes,
    alertRoutes,
    sqlRoutes,
    sendRoutes,
    compensationRoutes,
    statusRoutes,
  ]
  const described = [...groups.flatMap(routes => routes(handlers)), exportRoute(exportFile)]
  const routes = [...described, documentRoute(described, version)]
  return async (request: HostRequest): Promise<Reply> => {
    const match = findRoute(routes, request.method, request.path)
    switch (match.kind) {
      case 'found':
        try {
          const known = match.route.parameters.map(({ name }) => name)
          refuseUnknown(request.query, known)
          return await match.route.answer(request, match.segments)
        } catch (error) {
          if (!(error instanceof ApiError)) onError(error, `${match.route.method} ${match.route.path}`)
          return errorReply(error)
        }
      case 'other-method': {
        const allowed = match.allowed.join(', ')
        const reply = errorReply(new ApiError('bad-input', asIs(`Only ${allowed} is answered here.`)))
        return { ...reply, status: 405, headers: { ...reply.headers, allow: allowed } }
      }
      case 'none':
        return errorReply(new ApiError('not-found', asIs('There is nothing at this address of the API.')))
      default:
        return match satisfies never
    }
  }
}

function documentRoute(routes: readonly Route[], version: string): Route {
  const document = describeApi(routes, version)
  return {
    method: 'GET',
    path: '/api/openapi.json',
    about: 'This document.',
    parameters: [],
    success: { contentType: 'application/json', schema: z.object({ openapi: z.string() }) },
    answer: () => Promise.resolve(jsonReply(200, document)),
  }
}

export function errorReply(error: unknown): Reply {
  const { code, message, hint } = toErrorBody(error)
  return jsonReply(statusOf[code], { code, message, hint })
}
