import * as z from 'zod'
import { errorAnswer } from './answers.ts'
import type { Parameter, Route } from './route.ts'

/** The API as an OpenAPI 3.1 document, written from its routes. */
export function describeApi(routes: readonly Route[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: describe(route) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'ReceiptScope',
      version,
      description:
        'The HTTP API of a running instance. It answers requests to its own address only, never to other pages.',
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: toSchema(errorAnswer) },
    },
    security: [{ token: [] }],
    paths,
  }
}

function describe({ path, about, parameters, body, success }: Route) {
  const segments = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  return {
    summary: about,
    parameters: [...segments, ...parameters.map(toParameter)],
    ...(body === undefined ? {} : { requestBody: describeBody(body) }),
    responses: {
      200: {
        description: 'It was done.',
        content: { [success.contentType]: { schema: toSchema(success.schema) } },
      },
      default: {
        description: 'What happened, and what to do about it.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

function describeBody({ contentTypes, about, schema, optional }: NonNullable<Route['body']>) {
  const described = schema === undefined ? { type: 'string' } : toSchema(schema, 'input')
  const types = contentTypes.map(type => [type, { schema: described }])
  return { description: about, required: optional !== true, content: Object.fromEntries(types) }
}

const toParameter = ({ name, about, schema }: Parameter) => ({
  name,
  in: 'query',
  description: about,
  schema,
})

function toSchema(schema: z.ZodType, io: 'input' | 'output' = 'output') {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io })
  return described
}
