import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The mark in Electron's program before its fuses, then their version and count, then each as "0" or "1". */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const shippedFuses = '101000011'

/** As much of Electron's files for Linux as packaging looks at; the program is a script that only has fuses. */
export function writeFakeRuntime(directory: string, version: string): void {
  mkdirSync(join(directory, 'resources'), { recursive: true })
  const fuses = Buffer.from([1, shippedFuses.length])
  writeFileSync(
    join(directory, 'electron'),
    Buffer.concat([Buffer.from(`#!/bin/sh\nexit 0\n${fuseMark}`), fuses, Buffer.from(shippedFuses)]),
    { mode: 0o755 },
  )
  writeFileSync(join(directory, 'version'), version)
  writeFileSync(join(directory, 'chrome-sandbox'), '')
  writeFileSync(join(directory, 'resources/default_app.asar'), 'not an archive')
}
