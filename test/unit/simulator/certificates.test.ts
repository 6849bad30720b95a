import { createPublicKey, sign, verify, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { readCertificate } from '../../../src/protocol/push/certificate.ts'
import { Certificates } from '../../../src/simulator/certificate/certificates.ts'
import { type Documents, noDocuments } from '../../../src/simulator/state/documents.ts'

const now = Date.UTC(2026, 10, 20)

test('the certificate holds the key it is signed with, in the eyes of the crypto library', async () => {
  const { current } = await Certificates.open(noDocuments, () => now, 'modern')
  const certificate = new X509Certificate(current.pem)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.checkPrivateKey(current.privateKey)).toBe(true)
  expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
  expect(certificate.ca).toBe(true)
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(now)
})

test('the old kind is weak and expired, and still signs', async () => {
  const { current } = await Certificates.open(noDocuments, () => now, 'legacy')
  const reading = readCertificate(current.pem)
  expect(reading).toMatchObject({
    outcome: 'certificate',
    certificate: { notAfter: Date.UTC(2016, 6, 1) },
  })
  const signature = sign('sha1', Buffer.from('text'), current.privateKey)
  expect(signature).toHaveLength(64)
  expect(verify('sha1', Buffer.from('text'), createPublicKey(current.pem), signature)).toBe(true)
})

test('rotation signs with another key under another name, and the first can still be fetched', async () => {
  const certificates = await Certificates.open(noDocuments, () => now, 'legacy')
  const first = certificates.current
  const second = await certificates.rotate('legacy')
  expect(certificates.current).toBe(second)
  expect(certificates.find(first.name)).toBe(first)
  expect([second.name === first.name, second.pem === first.pem]).toEqual([false, false])
})

test('a later process signs with the key an earlier one left', async () => {
  const kept = new Map<string, unknown>()
  const documents: Documents = {
    ...noDocuments,
    put: (_, key, value) => kept.set(key, JSON.parse(JSON.stringify(value))),
    all: () => [...kept],
  }
  const before = await Certificates.open(documents, () => now, 'legacy')
  const rotated = await before.rotate('legacy')
  const after = await Certificates.open(documents, () => now, 'legacy')
  expect(after.current.pem).toBe(rotated.pem)
  expect(after.current.privateKey.equals(rotated.privateKey)).toBe(true)
  expect(after.names).toEqual(before.names)
})
