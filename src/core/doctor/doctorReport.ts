import type { DoctorFinding, DoctorOutcome } from '../../contract/doctor.ts'

export type DoctorReport = {
  url: string
  passed: number
  warned: number
  failed: number
  findings: DoctorFinding[]
}

export function summarise(url: string, findings: DoctorFinding[]): DoctorReport {
  const count = (wanted: DoctorOutcome) => findings.filter(({ outcome }) => outcome === wanted).length
  return { url, passed: count('pass'), warned: count('warn'), failed: count('fail'), findings }
}

/** For an issue or a pull request. */
export function toMarkdown({ url, passed, warned, failed, findings }: DoctorReport): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  const rows = findings.map(
    ({ outcome, title, format, expected, got }) =>
      `| ${outcome} | ${cell(title.en)} (${format}) | ${cell(expected.en)} | ${cell(got.en)} |`,
  )
  const troubles = findings
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ title, format, risk, fix }) => `- **${title.en}** (${format}): ${risk.en} ${fix.en}`)
  return [
    `# Doctor: ${url}`,
    '',
    `${passed} passed, ${warned} to look at, ${failed} failed.`,
    '',
    '| outcome | what was sent | expected | got |',
    '|---|---|---|---|',
    ...rows,
    ...(troubles.length === 0 ? [] : ['', '## What to do', '', ...troubles]),
    '',
  ].join('\n')
}
