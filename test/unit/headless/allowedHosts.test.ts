import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { allowedHosts, isLoopback } from '../../../src/headless/http/allowedHosts.ts'

test('on this machine alone it answers to the names of this machine alone', () => {
  expect([...allowedHosts('127.0.0.1')].toSorted()).toEqual(['127.0.0.1', '[::1]', 'localhost'])
})

test('a name or address it was told to listen on is one of its own, and no other', () => {
  expect(allowedHosts('Dev-Box.internal').has('dev-box.internal')).toBe(true)
  expect(allowedHosts('fd00::1').has('[fd00::1]')).toBe(true)
  expect(allowedHosts('192.0.2.1').has('192.0.2.2')).toBe(false)
})

test('listening everywhere, it answers to every address of the machine, and still not to any name', () => {
  const hosts = allowedHosts('0.0.0.0')
  const addresses = Object.values(networkInterfaces()).flatMap(all => all ?? [])
  for (const { address, family } of addresses) if (family === 'IPv4') expect(hosts.has(address)).toBe(true)
  expect(hosts.has('0.0.0.0')).toBe(false)
  expect(hosts.has('evil.example')).toBe(false)
})

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['127.0.0.1.evil.example', false],
  ['192.168.0.1', false],
])('%s is reached from this machine alone: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})
