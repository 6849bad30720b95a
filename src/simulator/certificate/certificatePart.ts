import { z } from 'zod'
import type { Face } from '../http/operation.ts'
import type { Part } from '../part.ts'
import type { Certificates } from './certificates.ts'
import { certificateKinds } from './createCertificate.ts'

const rotation = z.strictObject({ kind: z.enum(certificateKinds).default('modern') })

/** Serves the certificates as files at the server's root, and makes a new one when asked to. */
export function createCertificatePart(certificates: Certificates, endpoint: () => string): Part {
  const face: Face = {
    name: 'certificate',
    claims: call => (nameIn(call.path) === null ? null : 'GetCertificate'),
    handle(call) {
      const found = certificates.find(nameIn(call.path) ?? '')
      if (found === undefined) return { status: 404 }
      if (call.method !== 'GET' && call.method !== 'HEAD') return { status: 405, headers: [['Allow', 'GET']] }
      return { status: 200, headers: [['Content-Type', 'application/x-x509-ca-cert']], body: found.pem }
    },
  }
  const urlOf = (name: string) => `${endpoint()}/${name}`
  return {
    name: 'certificate',
    faces: [face],
    controls: {
      certificate: async input => {
        const { name } = await certificates.rotate(rotation.parse(input ?? {}).kind)
        return { name, url: urlOf(name) }
      },
    },
    state: () => ({ current: urlOf(certificates.current.name), names: certificates.names }),
  }
}

function nameIn(path: string): string | null {
  return /^\/([\w.-]+\.pem)$/.exec(path)?.[1] ?? null
}
