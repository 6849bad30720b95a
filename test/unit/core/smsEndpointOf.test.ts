import { expect, test } from 'vitest'
import type { Account } from '../../../src/contract/account.ts'
import { smsEndpointOf } from '../../../src/core/smsApi/smsEndpointOf.ts'

const account = (apiEndpoint: string | null, cloud = true) =>
  ({ apiEndpoint, cloud, endpoint: 'http://127.0.0.1:9100' }) as Account

test.each([
  [null, true, 'https://dysmsapi.aliyuncs.com', 'https://dybaseapi.aliyuncs.com'],
  [null, false, 'http://127.0.0.1:9100', 'http://127.0.0.1:9100'],
  [
    'https://dybaseapi.aliyuncs.com/',
    true,
    'https://dysmsapi.aliyuncs.com/',
    'https://dybaseapi.aliyuncs.com/',
  ],
  ['https://dysmsapi.aliyuncs.com', true, 'https://dysmsapi.aliyuncs.com', 'https://dybaseapi.aliyuncs.com'],
  [
    'https://dysmsapi.ap-southeast-1.aliyuncs.com',
    true,
    'https://dysmsapi.ap-southeast-1.aliyuncs.com',
    'https://dysmsapi.ap-southeast-1.aliyuncs.com',
  ],
  ['http://127.0.0.1:7', true, 'http://127.0.0.1:7', 'http://127.0.0.1:7'],
] as const)('the API of %s (cloud: %s) is at %s, its keys at %s', (given, cloud, sms, keys) => {
  expect(smsEndpointOf(account(given, cloud), 'dysmsapi')).toBe(sms)
  expect(smsEndpointOf(account(given, cloud), 'dybaseapi')).toBe(keys)
})
