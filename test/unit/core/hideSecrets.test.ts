import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hideSecrets } from '../../../src/core/diagnostics/hideSecrets.ts'

test('known secrets, phone numbers, queries and named secrets are gone; the rest stays', () => {
  const given = {
    queue: 'Alicom-Queue-1234567890123456-SmsReport',
    message: 'signed with s3cr3t/+= for 13800138000 and +4915112345678 at http://me:pw@host/a?Signature=x',
    deep: [{ accessKeySecret: 'whatever', securityToken: null, at: 1763661873000 }],
  }
  expect(hideSecrets(given, ['s3cr3t/+='])).toEqual({
    queue: 'Alicom-Queue-1234567890123456-SmsReport',
    message: 'signed with (hidden) for (number) and (number) at http://(hidden)host/a?(hidden)',
    deep: [{ accessKeySecret: '(hidden)', securityToken: null, at: 1763661873000 }],
  })
})

test('a secret is found wherever it stands, plain or encoded', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 12 }), fc.string(), fc.string(), (secret, before, after) => {
      const shown = hideSecrets({ [`${before}${secret}`]: [`${before}${secret}${after}`] }, [secret])
      const [key = ''] = Object.keys(shown)
      expect(key.replaceAll('(hidden)', '')).not.toContain(secret)
      expect(String(shown[key]).replaceAll('(hidden)', '')).not.toContain(secret)
    }),
  )
})
