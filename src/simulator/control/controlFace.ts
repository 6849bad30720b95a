import { ZodError } from 'zod'
import type { Call, Face, Reply } from '../http/operation.ts'
import { foreignCaller } from './foreignCaller.ts'

export type Controls = Readonly<Record<string, (input: unknown) => unknown>>

/** What was asked for can't be done; the message says why and what would be right. */
export class ControlProblem extends Error {
  override readonly name = 'ControlProblem'
}

/** `GET /simulator/state` and `POST /simulator/<control>`, in JSON, for programs on this machine alone. */
export function createControlFace(controls: Controls, state: () => unknown): Face {
  return {
    name: 'control',
    immune: true,
    claims: call => (call.path === '/simulator' || call.path.startsWith('/simulator/') ? 'Control' : null),
    async handle(call) {
      const foreign = foreignCaller(call)
      if (foreign !== null) return problem(403, 'refused', foreign)
      const name = call.path.slice('/simulator/'.length)
      if (name === 'state') {
        return call.method === 'GET'
          ? json(200, state())
          : problem(405, 'bad-input', 'the state is read with GET')
      }
      const control = Object.hasOwn(controls, name) ? controls[name] : undefined
      if (control === undefined) {
        const known = Object.keys(controls).join(', ')
        return problem(404, 'not-found', `"${name}" is no control; expected one of ${known}, or GET state`)
      }
      if (call.method !== 'POST') return problem(405, 'bad-input', `${name} is called with POST`)
      return run(control, call)
    },
    fail: (_call, code) =>
      code === 'EntityTooLarge'
        ? problem(413, 'bad-input', 'the body is too large')
        : problem(500, 'internal', `fault: ${code}`),
  }
}

async function run(control: (input: unknown) => unknown, call: Call): Promise<Reply> {
  let input: unknown
  try {
    input = call.body.length === 0 ? {} : JSON.parse(Buffer.from(call.body).toString('utf8'))
  } catch {
    return problem(400, 'bad-input', 'the body is no JSON')
  }
  try {
    return json(200, (await control(input)) ?? {})
  } catch (error) {
    if (error instanceof ControlProblem) return problem(400, 'bad-input', error.message)
    if (error instanceof ZodError) return problem(400, 'bad-input', describeInput(error))
    throw error
  }
}

function describeInput(error: ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join('; ')
}

function problem(status: number, code: string, message: string): Reply {
  return json(status, { error: { code, message } })
}

function json(status: number, value: unknown): Reply {
  return {
    status,
    headers: [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['Cache-Control', 'no-store'],
      ['X-Content-Type-Options', 'nosniff'],
    ],
    body: JSON.stringify(value),
  }
}
