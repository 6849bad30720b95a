/** What the doctor for endpoints says. */
export const doctorEnglish = {
  title: 'Would my endpoint survive production?',
  hint: 'Sends your service what production will: genuine, repeated, late and large pushes, and forged ones. Then it says how each was taken.',
  url: 'Your endpoint',
  trust: (host: string) =>
    `The genuine pushes name a certificate at ${host}: let your service trust that host while it is examined.`,
  format: 'Format',
  allFormats: 'All formats',
  start: 'Examine it',
  yes: (host: string) => `Yes, examine ${host}`,
  progress: (done: string, total: string) => `${done} of ${total}`,
  cancelled: (done: string, total: string) => `Stopped after ${done} of ${total}`,
  done: (passed: string, warned: string, failed: string) =>
    `${passed} passed, ${warned} to look at, ${failed} failed`,
  failed: 'The examination could not be done.',
  findings: 'Findings',
  outcome: { pass: 'passed', warn: 'look at it', fail: 'failed' },
  expected: 'Expected',
  got: 'Got',
}
