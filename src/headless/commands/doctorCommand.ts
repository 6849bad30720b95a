import {
  type DoctorFinding,
  type DoctorFormat,
  doctorCertificatePort,
  doctorFormats,
} from '../../contract/doctor.ts'
import { inEnglish } from '../../contract/words.ts'
import { type DoctorReport, toMarkdown } from '../../core/doctor/doctorReport.ts'
import { runDoctor } from '../../core/doctor/runDoctor.ts'
import { createOutbound } from '../../core/outbound/createOutbound.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { readPort } from '../command/readValues.ts'
import { type Io, print } from '../io.ts'

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Send an endpoint signed and deliberately wrong pushes, and report how it took each',
  operands: 'URL',
  options: {
    format: { value: 'FORMAT', about: `One of ${doctorFormats.join(', ')}, all.`, fallback: 'all' },
    'certificate-port': {
      value: 'PORT',
      about: 'Port of this machine that serves the certificate of the genuine pushes.',
      fallback: String(doctorCertificatePort),
    },
    json: { about: 'The report as one JSON object.' },
    markdown: { about: 'The report as Markdown.' },
  },
  notes: [
    'The endpoint has to trust certificates from 127.0.0.1:<certificate port> while it is tested: nothing else can be signed as MNS would. Everything is sent to the given address and nowhere else.',
    'Exit 0 when nothing failed, else 1.',
  ],
  examples: [
    'receiptscope doctor http://127.0.0.1:3000/notifications',
    'receiptscope doctor http://127.0.0.1:3000/notifications --format xml --json',
  ],
  run: doctor,
}

const marks = { pass: '✓', warn: '!', fail: '✗' } as const

async function doctor(given: Given, io: Io): Promise<number> {
  const [url, ...rest] = given.operands
  if (url === undefined || rest.length > 0 || !URL.canParse(url) || !/^https?:/.test(url)) {
    throw new UsageError('the http or https address of one endpoint is expected')
  }
  const asText = !given.isSet('json') && !given.isSet('markdown')
  const report = await runDoctor({
    url,
    formats: readFormats(given),
    open: createOutbound().open,
    certificatePort: readPort(given, 'certificate-port') ?? doctorCertificatePort,
    signal: io.stop,
    onStart: host => {
      io.stderr.write(`The genuine pushes’ certificate is at ${host}: the endpoint has to trust that host.\n`)
    },
    onFinding: finding => {
      if (asText) io.stdout.write(describe(finding))
    },
  }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new UsageError('--certificate-port expects a free port; this one is taken')
  })
  if (given.isSet('json')) await print(io.stdout, `${JSON.stringify(inEnglish(report))}\n`)
  else if (given.isSet('markdown')) await print(io.stdout, toMarkdown(report))
  else await print(io.stdout, summary(report))
  return report.failed === 0 && !io.stop.aborted ? 0 : 1
}

function readFormats(given: Given): readonly DoctorFormat[] {
  const text = given.text('format')
  if (text === 'all') return doctorFormats
  const format = doctorFormats.find(known => known === text)
  if (format !== undefined) return [format]
  throw new UsageError(`--format expects one of ${doctorFormats.join(', ')}, all`)
}

function describe(finding: DoctorFinding): string {
  const { outcome, title, format, expected, got, risk, fix } = inEnglish(finding)
  const line = `${marks[outcome]} ${title} (${format}): ${got}\n`
  return outcome === 'pass' ? line : `${line}    expected ${expected}\n    ${risk}\n    ${fix}\n`
}

const summary = ({ passed, warned, failed }: DoctorReport) =>
  `${passed} passed, ${warned} to look at, ${failed} failed\n`
