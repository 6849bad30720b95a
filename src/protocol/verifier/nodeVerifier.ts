import { indentEach, quoteText, type VerifierParts } from './verifierParts.ts'

export function writeNodeVerifier({
  origins,
  knownHttpUrl,
  method,
  target,
  headers,
  body,
}: VerifierParts): string {
  return `// Checks that a push comes from MNS. Self test: node verifyPush.mjs (Node 20 or newer, no packages)
import { hash, verify, X509Certificate } from 'node:crypto'
import { fileURLToPath } from 'node:url'

// Whoever may name any certificate can sign anything: it is taken from these origins only.
const origins = [
${indentEach(
  origins.map(origin => `${quoteText(origin)},`),
  '  ',
)}
]
const knownHttpUrl = ${quoteText(knownHttpUrl)}
const keys = new Map()

function certificateUrl(header = '') {
  const text = Buffer.from(header, 'base64').toString('latin1')
  const url = text === knownHttpUrl ? text.replace('http:', 'https:') : text
  const trusted = origins.some(origin => url.startsWith(\`\${origin}/\`) && /^\\/[\\w./-]+\\.pem$/.test(url.slice(origin.length)))
  return trusted ? url : null
}

async function fetchKey(url) {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(3000) })
  if (response.status !== 200) throw new Error(\`\${url} answered with \${response.status}\`)
  return new X509Certificate(await response.text()).publicKey
}

async function keyAt(url) {
  if (!keys.has(url)) keys.set(url, await fetchKey(url))
  return keys.get(url)
}

// The signature covers the body through its digest alone; MNS writes that in more than one way.
function isDigestOf(body, header = '') {
  const hex = hash('md5', body, 'hex')
  const spellings = [Buffer.from(hex).toString('base64'), hash('md5', body, 'base64')]
  return header.toLowerCase() === hex || spellings.includes(header)
}

/**
 * Resolves with null for a genuine push (answer 204), else with the reason (answer 403). Rejects where the certificate can't be had
 * (answer 500: MNS comes again). \`target\` is path and query as received, \`headers\` have lower-case names (\`request.headers\`),
 * \`body\` is a Buffer of the bytes as received.
 */
export async function whyRefused({ method, target, headers, body }) {
  const url = certificateUrl(headers['x-mns-signing-cert-url'])
  if (url === null) return 'its certificate is not at an address of MNS'
  if (!isDigestOf(body, headers['content-md5'])) return 'Content-MD5 is not the digest of the body'
  const extensions = Object.keys(headers).filter(name => name.startsWith('x-mns-')).sort()
  const lines = [
    method,
    headers['content-md5'],
    headers['content-type'] ?? '',
    headers.date ?? '',
    ...extensions.map(name => \`\${name}:\${headers[name]}\`),
    target,
  ]
  const signed = Buffer.from(lines.join('\\n'), 'latin1')
  const signature = Buffer.from(headers.authorization ?? '', 'base64')
  return verify('sha1', signed, await keyAt(url), signature) ? null : 'the signature does not fit'
}

// The request that was captured.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const reason = await whyRefused({
    method: ${quoteText(method)},
    target: ${quoteText(target)},
    headers: {
${indentEach(
  headers.map(([name, value]) => `${quoteText(name)}: ${quoteText(value)},`),
  '      ',
)}
    },
    body: Buffer.from(${quoteText(body)}, 'base64'),
  })
  console.log(reason === null ? 'valid' : \`refused: \${reason}\`)
  process.exitCode = reason === null ? 0 : 1
}
`
}
