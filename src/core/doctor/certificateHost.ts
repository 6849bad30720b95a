import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CertificateKind, createCertificate } from '../../simulator/certificate/createCertificate.ts'
import type { PushSigner } from '../../simulator/push/pushRequest.ts'

export type CertificateHost = {
  signer: PushSigner
  port: number
  host: string
  /** How often its certificate was asked for. */
  fetches(): number
  stop(): Promise<void>
}

/** A key of its own and a host on this machine that serves its certificate, by http. */
export async function startCertificateHost(
  port: number,
  name = '127.0.0.1',
  kind: CertificateKind = 'modern',
): Promise<CertificateHost> {
  const { privateKey, pem } = await createCertificate(kind, Date.now())
  let fetches = 0
  const server = createServer((_, response) => {
    fetches++
    response.writeHead(200, { 'content-type': 'application/x-x509-ca-cert' }).end(pem)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const taken = (server.address() as AddressInfo).port
  const host = `${name}:${taken}`
  return {
    signer: { privateKey, certificateUrl: `http://${host}/x509_public_certificate.pem` },
    port: taken,
    host,
    fetches: () => fetches,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
