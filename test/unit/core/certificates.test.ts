import { describe, expect, test } from 'vitest'
import { asIs } from '../../../src/contract/words.ts'
import { createOutbound } from '../../../src/core/outbound/createOutbound.ts'
import { createCertificates } from '../../../src/core/verification/createCertificates.ts'
import { fetchCertificate } from '../../../src/core/verification/fetchCertificate.ts'
import { isPrivateAddress } from '../../../src/core/verification/isPrivateAddress.ts'
import { encodeCertificateUrl } from '../../../src/protocol/push/certificateUrl.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { largeCertificate, smallCertificate } from '../protocol/ownPushVector.ts'

const address = 'https://mns-cert.oss-cn-hangzhou.aliyuncs.com/a.pem'
const header = encodeCertificateUrl(address)

function open(given: { directory?: string; pem?: () => string | null; offline?: boolean } = {}) {
  const fetched: string[] = []
  let time = 1_000_000
  const certificates = createCertificates({
    directory: given.directory ?? null,
    trustedHosts: () => [],
    now: () => time,
    offline: given.offline ?? false,
    fetch: async url => {
      fetched.push(url)
      const pem = given.pem === undefined ? largeCertificate : given.pem()
      return pem === null
        ? { outcome: 'failed', reason: asIs('nobody answers') }
        : { outcome: 'fetched', bytes: Buffer.from(pem) }
    },
  })
  const pass = (milliseconds: number) => {
    time += milliseconds
  }
  return { certificates, fetched, pass }
}

describe('certificates', () => {
  test('are fetched once for many pushes, and kept on disk by their address', async () => {
    const directory = temporaryDirectory()
    const first = open({ directory })
    const found = await Promise.all([1, 2, 3].map(() => first.certificates.find(header)))
    expect(found.map(({ source, certificate }) => [source, certificate?.key.bits])).toEqual(
      [1, 2, 3].map(() => ['fetched', 2048]),
    )
    expect(first.fetched).toEqual([address])
    const second = open({ directory, offline: true })
    expect(second.certificates.find(header)).toMatchObject({ source: 'cache', trouble: null })
  })

  test('a host that fails is left alone for a while, then asked again', async () => {
    const { certificates, fetched, pass } = open({ pem: () => null })
    for (let times = 0; times < 5; times++) {
      expect(await certificates.find(header)).toMatchObject({
        certificate: null,
        trouble: asIs('nobody answers'),
      })
    }
    expect(fetched).toHaveLength(1)
    pass(31_000)
    await certificates.find(header)
    expect(fetched).toHaveLength(2)
  })

  test('one that was replaced at the same address is found, and the address not asked for every failure', async () => {
    let pem = largeCertificate
    const { certificates, fetched, pass } = open({ pem: () => pem })
    const before = await certificates.find(header)
    expect(await certificates.findNewer(before)).toBeNull()
    pem = smallCertificate
    pass(31_000)
    expect(await certificates.findNewer(before)).toMatchObject({ certificate: { key: { bits: 512 } } })
    expect(fetched).toHaveLength(2)
    for (let times = 0; times < 5; times++) await certificates.findNewer(before)
    expect(fetched).toHaveLength(2)
  })

  test('ever new addresses of a trusted host do not make a flood of requests', async () => {
    const { certificates, fetched } = open()
    for (let number = 0; number < 100; number++) {
      await certificates.find(encodeCertificateUrl(address.replace('a.pem', `${number}.pem`)))
    }
    expect(fetched).toHaveLength(20)
  })

  test('what is no certificate is none, and refused addresses are not fetched', async () => {
    const { certificates, fetched } = open({ pem: () => '<html>' })
    expect(await certificates.find(header)).toMatchObject({ certificate: null })
    expect(fetched).toHaveLength(1)
    const foreign = encodeCertificateUrl('https://evil.example/a.pem')
    expect(certificates.find(foreign)).toMatchObject({ certificate: null, address: { outcome: 'refused' } })
    expect(certificates.find(undefined)).toMatchObject({ address: { reason: 'absent' } })
    expect(fetched).toHaveLength(1)
  })
})

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.20.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
])('%s is private', address => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each(['47.97.242.1', '8.8.8.8', '2400:3200::1', '::ffff:8.8.8.8'])('%s is public', address => {
  expect(isPrivateAddress(address)).toBe(false)
})

test('a public host that resolves into a private network is not connected to', async () => {
  const resolver = async () => [{ address: '10.0.0.7', family: 4 }]
  const result = await fetchCertificate(
    'https://mns-cert.oss-cn-hangzhou.aliyuncs.com/a.pem',
    false,
    createOutbound().open,
    resolver,
  )
  expect(result).toEqual({
    outcome: 'failed',
    reason: expect.objectContaining({ en: expect.stringContaining('private address 10.0.0.7') }),
  })
})
