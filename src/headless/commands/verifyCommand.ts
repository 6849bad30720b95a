import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verification } from '../../contract/push.ts'
import { verifierLanguages } from '../../contract/signature.ts'
import { type English, inEnglish } from '../../contract/words.ts'
import { generateVerifier } from '../../core/verification/generateVerifier.ts'
import { type CaptureVerification, verifyCapture } from '../../core/verification/verifyCapture.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { defaultDataDirectory } from '../dataDirectory.ts'
import { type Io, print } from '../io.ts'

type Verified = Extract<CaptureVerification, { outcome: 'verified' }>

const exitCodes = { valid: 0, invalid: 1, undecided: 3 } as const
const unusableCode = 2

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Check the signature of one captured request, and say why it fails',
  operands: 'FILE|-',
  options: {
    cert: { value: 'FILE', about: 'The signing certificate (PEM or DER), instead of what the push names.' },
    'trust-host': {
      value: 'HOST',
      about: 'A host whose certificates are trusted besides the published ones.',
      repeats: true,
    },
    'secret-file': { value: 'FILE', about: 'The AccessKey secret, for requests signed with HMAC.' },
    'own-string-to-sign': {
      value: 'FILE',
      about: 'The string your own code signed, or a server says it signed: compared byte by byte.',
    },
    'registered-url': {
      value: 'URL',
      about: 'The endpoint as the subscription has it, where a proxy may have changed the path.',
    },
    generate: {
      value: verifierLanguages.join('|'),
      about:
        'Print a program that checks such pushes, with this one as its self test, instead of checking it.',
    },
    offline: {
      about:
        'Fetch nothing: only --cert, certificates fetched before and the built-in published key are used.',
    },
    json: { about: 'Everything as one JSON object.' },
  },
  notes: [
    'FILE is one raw HTTP request as received (request line, headers, empty line, body), a curl command, or a HAR file; - reads stdin.',
    'Exit 0: valid; 1: invalid; 2: unusable input; 3: can’t be decided, for there is no certificate or no secret.',
  ],
  examples: [
    'receiptscope verify push.http',
    'receiptscope verify push.http --generate go > verify_push.go',
    'receiptscope verify push.http --cert x509_public_certificate.pem --offline --json',
    "receiptscope verify - --registered-url 'https://example.com/notifications?tenant=7' < push.http",
  ],
  run: verify,
}

async function verify(given: Given, io: Io): Promise<number> {
  const [file, ...rest] = given.operands
  if (file === undefined || rest.length > 0) throw new UsageError('one FILE is expected, or - for stdin')
  const language = given.text('generate')
  if (language !== null) return await generate(file, language, given.all('trust-host'), io)
  const secret = readOption(given, 'secret-file')
  const verified = await verifyCapture(readInput(file), {
    certificate: readOption(given, 'cert'),
    trustedHosts: given.all('trust-host'),
    secret: secret === null ? null : secret.toString('utf8').replace(/\r?\n$/, ''),
    ownString: readOption(given, 'own-string-to-sign'),
    registeredUrl: given.text('registered-url'),
    offline: given.isSet('offline'),
    certificateDirectory: join(defaultDataDirectory(io.environment), 'certificates'),
    now: Date.now,
  })
  if (verified.outcome === 'unusable') {
    await print(io.stderr, `receiptscope verify: ${verified.reason.en}\n`)
    return unusableCode
  }
  const text = given.isSet('json') ? toJson(verified) : describe(verified)
  await print(io.stdout, text)
  return exitCodes[verified.verification.verdict]
}

async function generate(
  file: string,
  named: string,
  trustedHosts: readonly string[],
  io: Io,
): Promise<number> {
  const language = verifierLanguages.find(known => known === named)
  if (language === undefined) {
    throw new UsageError(`--generate takes one of ${verifierLanguages.join(', ')}; ${named} is none`)
  }
  const written = generateVerifier(readInput(file), language, trustedHosts)
  if (written.outcome === 'unusable') {
    await print(io.stderr, `receiptscope verify: ${written.reason.en}\n`)
    return unusableCode
  }
  await print(io.stdout, written.verifier.source)
  return 0
}

function toJson({ verification, ownString }: Verified): string {
  const all = { ...verification, ...(ownString === null ? {} : { ownString }) }
  return `${JSON.stringify(inEnglish(all))}\n`
}

const marks = { pass: '✓', warn: '!', fail: '✗', skipped: '–' } as const

function describe(verified: Verified): string {
  const { verification, ownString } = inEnglish(verified)
  const { verdict, summary, checks, diagnosis, stringToSign } = verification
  const lines = [`${verdict.toUpperCase()}: ${summary}`, '']
  for (const { outcome, code, message, expected, seen } of checks) {
    lines.push(`${marks[outcome]} ${code}: ${message}`)
    if (outcome !== 'fail') continue
    if (expected !== null) lines.push(`    expected ${expected}`)
    if (seen !== null) lines.push(`    seen     ${seen}`)
  }
  lines.push(...describeCertificate(verification))
  for (const { explanation, fix, edits } of diagnosis) {
    lines.push('', `Why: ${explanation}`, `Fix: ${fix}`)
    for (const { kind, name, signed, received } of edits) {
      const what = name === null ? kind : `${kind} (${name})`
      lines.push(`    ${what}: signed ${quote(signed)}, received ${quote(received)}`)
    }
  }
  lines.push(...describeOwnString(ownString))
  if (stringToSign !== '')
    lines.push('', 'String to sign:', ...stringToSign.split('\n').map(line => `  | ${line}`))
  return `${lines.join('\n')}\n`
}

function describeCertificate({ certificate }: Pick<Verification, 'certificate'>): string[] {
  if (certificate === null) return []
  const { url, subject, notAfter, expired, keyBits, source } = certificate
  const age = expired ? `ran out ${notAfter}` : `until ${notAfter}`
  return ['', `Certificate: ${subject}; RSA ${keyBits} bits; ${age}; ${source}; ${url}`]
}

function describeOwnString(finding: English<Verified['ownString']>): string[] {
  switch (finding?.outcome) {
    case undefined:
      return []
    case 'same':
      return ['', 'Your own string to sign is the right one.']
    case 'no-signature':
      return ['', finding.message]
    case 'different': {
      const { line, column, own, expected } = finding.firstDifference
      const lines = [
        '',
        `Your own string differs first in line ${line}, byte ${column}: ${own ?? 'its end'} where ${expected ?? 'the end'} was expected.`,
      ]
      for (const each of finding.lines) {
        if (each.own === each.expected) lines.push(`    ${each.own ?? ''}`)
        else {
          if (each.own !== null) lines.push(`  - ${each.own}`)
          if (each.expected !== null) lines.push(`  + ${each.expected}`)
        }
      }
      if (finding.mistakes !== null) {
        lines.push(`Why: ${finding.mistakes.explanation}`, `Fix: ${finding.mistakes.fix}`)
      }
      return lines
    }
    default:
      return finding satisfies never
  }
}

const quote = (value: string | null) => (value === null ? 'nothing' : JSON.stringify(value))

function readInput(file: string): Buffer {
  return readOrRefuse(file === '-' ? 0 : file, file === '-' ? 'stdin' : file)
}

function readOption(given: Given, option: string): Buffer | null {
  const path = given.text(option)
  return path === null ? null : readOrRefuse(path, path)
}

function readOrRefuse(source: string | number, name: string): Buffer {
  try {
    return readFileSync(source)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new UsageError(`a file that can be read is expected; ${name} can't be (${code})`)
  }
}
