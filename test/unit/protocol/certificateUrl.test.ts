import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inEnglish } from '../../../src/contract/words.ts'
import {
  classifyCertificateUrl,
  decodeCertificateUrl,
  encodeCertificateUrl,
  publishedCertificateHosts,
} from '../../../src/protocol/push/certificateUrl.ts'

const classify = (url: string, trusted: string[] = []) =>
  inEnglish(classifyCertificateUrl(Buffer.from(url).toString('base64'), trusted))

test('the address in the real push of 2016 is trusted and fetched by https', () => {
  const header =
    'aHR0cDovL21uc3Rlc3Qub3NzLWNuLWhhbmd6aG91LmFsaXl1bmNzLmNvbS94NTA5X3B1YmxpY19jZXJ0aWZpY2F0ZS5wZW0='
  expect(classifyCertificateUrl(header)).toMatchObject({
    outcome: 'trusted',
    by: 'published',
    host: 'mnstest.oss-cn-hangzhou.aliyuncs.com',
    url: 'http://mnstest.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem',
    fetchUrl: 'https://mnstest.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem',
  })
})

test.each([
  'https://mnstest.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem',
  'https://mns-cert.oss-cn-beijing.aliyuncs.com/v2/x509.pem',
])('%s is trusted as it stands', url => {
  expect(classify(url)).toMatchObject({ outcome: 'trusted', by: 'published', fetchUrl: url })
})

test.each([
  ['foreign-host', 'https://evil.example/x509.pem'],
  ['foreign-host', 'https://mnstest.oss-cn-hangzhou.aliyuncs.com.evil.example/x509.pem'],
  ['foreign-host', 'https://mnstest.oss-cn-hangzhou.aliyuncs.com./x509.pem'],
  ['foreign-host', 'https://mnstest-oss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['foreign-host', 'https://mnstest.oss-cn-hangzhou-internal.aliyuncs.com/x509.pem'],
  ['foreign-host', 'https://evil.oss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['foreign-host', 'https://mns-cert.oss-cn-evil.aliyuncs.com/x509.pem'],
  ['foreign-host', 'https://oss-cn-hangzhou.aliyuncs.com/mnstest/x509.pem'],
  ['foreign-host', 'https://xn--mnstest-9ta.oss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['foreign-host', 'http://169.254.169.254/latest.pem'],
  ['foreign-host', 'https://[::1]/x509.pem'],
  ['userinfo', 'https://mnstest.oss-cn-hangzhou.aliyuncs.com@evil.example/x509.pem'],
  ['userinfo', 'https://user:pw@mnstest.oss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['unusual-spelling', 'https://@mnstest.oss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['unusual-spelling', 'https://mnstest%2eoss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['unusual-spelling', 'https://MNSTEST.oss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['unusual-spelling', 'https:mnstest.oss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['unusual-spelling', 'https://evil.example\\@mnstest.oss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['unusual-spelling', 'https://mnstest.oss-cn-hangzhou.aliyuncs.com/a/../x509.pem'],
  ['unusual-spelling', 'https://mnstest.oss-cn-hangzhou.aliyuncs.com:443/x509.pem'],
  ['unusual-spelling', 'https://0x7f000001/x509.pem'],
  ['port', 'https://mnstest.oss-cn-hangzhou.aliyuncs.com:8443/x509.pem'],
  ['scheme', 'http://mnstest.oss-cn-hangzhou.aliyuncs.com/other.pem'],
  ['scheme', 'http://mns-cert.oss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['scheme', 'ftp://mnstest.oss-cn-hangzhou.aliyuncs.com/x509.pem'],
  ['scheme', 'file:///etc/signer.pem'],
  ['path', 'https://mnstest.oss-cn-hangzhou.aliyuncs.com/x509'],
  ['path', 'https://mnstest.oss-cn-hangzhou.aliyuncs.com/x509.pem?redirect=https://evil.example'],
  ['path', 'https://mnstest.oss-cn-hangzhou.aliyuncs.com/#x509.pem'],
  ['not-a-url', 'x509.pem'],
  ['not-a-url', 'https://mnstest.oss-cn-hangzhou.aliyuncs.com%2f.evil.example/x509.pem'],
])('refused for its %s: %s', (reason, url) => {
  expect(classify(url)).toMatchObject({ outcome: 'refused', reason })
})

test('a look-alike is called one', () => {
  const finding = classify('https://mnstest.oss-cn-hangzhou.aliyuncs.com.evil.example/x509.pem')
  expect(finding.message).toContain('only looks like mnstest.oss-cn-hangzhou.aliyuncs.com')
  expect(finding.message).toContain('Most sample handlers would accept it')
})

test.each([
  [null, 'absent'],
  ['', 'absent'],
  ['https://mnstest.oss-cn-hangzhou.aliyuncs.com/x509.pem', 'not-base64'],
  [Buffer.from('https://a/\nb.pem').toString('base64'), 'not-base64'],
  [Buffer.from('https://ａ.com/b.pem').toString('base64'), 'not-base64'],
])('header value %j: %s', (value, reason) => {
  expect(classifyCertificateUrl(value)).toMatchObject({ outcome: 'refused', reason })
})

test('hosts the user lists: http on this machine only, or where the entry says so', () => {
  const listed = { outcome: 'trusted', by: 'listed' }
  expect(classify('http://127.0.0.1:9100/signer.pem', ['127.0.0.1:9100'])).toMatchObject(listed)
  expect(classify('http://127.0.0.1:9100/signer.pem', ['127.0.0.1'])).toMatchObject({
    reason: 'foreign-host',
  })
  expect(classify('https://signer.test/signer.pem', ['signer.test'])).toMatchObject(listed)
  expect(classify('http://signer.test/signer.pem', ['signer.test'])).toMatchObject({ reason: 'foreign-host' })
  expect(classify('http://signer.test/signer.pem', ['http://signer.test'])).toMatchObject(listed)
  expect(classify('https://sub.signer.test/signer.pem', ['signer.test'])).toMatchObject({
    reason: 'foreign-host',
  })
})

test('only addresses at exactly a published host, by https, are ever trusted unasked', () => {
  const [published = ''] = publishedCertificateHosts
  const piece = fc.constantFrom(
    published,
    'evil.example',
    '@',
    '.',
    '/',
    ':',
    '#',
    '?',
    '\\',
    '%2e',
    'a',
    '.pem',
    '//',
  )
  fc.assert(
    fc.property(
      fc.constantFrom('https://', 'http://'),
      fc.array(piece, { maxLength: 8 }),
      (scheme, pieces) => {
        const url = scheme + pieces.join('')
        const finding = classify(url)
        if (finding.outcome === 'trusted') expect(url.startsWith(`https://${published}/`)).toBe(true)
      },
    ),
    { numRuns: 5000 },
  )
})

test('what was written is read', () => {
  fc.assert(
    fc.property(fc.webUrl(), url => {
      expect(decodeCertificateUrl(encodeCertificateUrl(url))).toBe(url)
    }),
  )
})
