import * as z from 'zod'
import { configSchema } from '../../../src/core/config/configSchema.ts'
import type { Bilingual } from '../../../src/protocol/bilingual.ts'
import type { Language } from './writeErrCodes.ts'

/** What each key is for; what it takes and what holds without it come from the schema. */
const abouts: Record<string, Bilingual> = {
  'accounts[].name': { en: 'What monitors call it; each once.', zh: '监视器引用的名称，不可重复。' },
  'accounts[].endpoint': {
    en: 'The MNS address of the account: `https://<accountId>.mns.<region>.aliyuncs.com`, or the simulator’s.',
    zh: '账号的 MNS 地址：`https://<accountId>.mns.<region>.aliyuncs.com`，或模拟器的地址。',
  },
  'accounts[].apiEndpoint': {
    en: 'Where tokens and send details are asked for. Without it: the usual address of the SMS API.',
    zh: '查询临时令牌和发送详情的地址；省略时用短信 API 的常用地址。',
  },
  'accounts[].region': {
    en: 'For signatures V4. Without it: read from the endpoint.',
    zh: '用于 V4 签名；省略时从地址中读取。',
  },
  'accounts[].credentials': {
    en: '`smsToken`: the SMS service’s own queues, with temporary keys that are fetched and renewed by themselves.',
    zh: '`smsToken`：用于短信服务自己的队列，临时密钥自动获取和续期。',
  },
  'accounts[].signature': { en: 'How requests are signed.', zh: '请求的签名方式。' },
  'accounts[].accessKeyId': {
    en: 'A RAM user that may only receive is enough.',
    zh: '只有接收权限的 RAM 用户即可。',
  },
  'accounts[].accessKeySecret': { en: 'Its secret.', zh: '对应的密钥。' },
  'accounts[].securityToken': { en: 'For temporary keys of your own.', zh: '仅用于自行获取的临时密钥。' },
  'monitors[].account': { en: 'The name of one of the accounts.', zh: '上面某个账号的名称。' },
  'monitors[].queue': {
    en: 'The queue to watch; each once for an account.',
    zh: '要监视的队列，同一账号内不可重复。',
  },
  'monitors[].type': {
    en: 'What its messages are: `SmsReport`, `SmsUp`, or another message type.',
    zh: '消息类型：`SmsReport`、`SmsUp` 或其他类型。',
  },
  'monitors[].mode': {
    en: '`peek` never changes the queue; `lease` receives and lets messages return; `consume` receives, stores, **deletes**.',
    zh: '`peek` 不改变队列；`lease` 接收后让消息返回队列；`consume` 接收、存储，然后**删除**。',
  },
  'monitors[].parallel': { en: 'Receivers at once.', zh: '同时接收的数量。' },
  'monitors[].start': { en: 'Whether it runs from the start.', zh: '启动时是否立即运行。' },
  'endpoint.enabled': { en: 'Whether there is an endpoint for pushes.', zh: '是否开启接收推送的端点。' },
  'endpoint.host': {
    en: 'Anything but this machine’s own addresses lets others in, and needs `typedName`.',
    zh: '若不是本机地址，其他机器也能访问，且需要 `typedName`。',
  },
  'endpoint.typedName': {
    en: 'The host once more, where it lets others in; without it such a config is refused.',
    zh: '当其他机器也能访问时，把 host 再写一遍；缺少时拒绝启动。',
  },
  'endpoint.port': { en: '0 takes any free one.', zh: '0 表示任意空闲端口。' },
  'endpoint.path': { en: 'Where pushes are expected.', zh: '接收推送的路径。' },
  'endpoint.trustedCertificateHosts': {
    en: 'Hosts whose signing certificates are trusted besides the published ones: `host`, `host:port`, or an origin.',
    zh: '除官方公布的主机外，还信任哪些主机上的签名证书：`host`、`host:port` 或完整的源。',
  },
  'endpoint.answer': {
    en: '`verify`: 204 for what is valid and trusted, else 403. `forward`: as the forward target answers. A number: always that.',
    zh: '`verify`：有效且可信则回 204，否则 403；`forward`：与转发目标的应答相同；数字：始终回该状态码。',
  },
  'endpoint.forwardTo': { en: 'Each push goes on to this address as well.', zh: '同时把推送转发到该地址。' },
  'retention.rows': { en: 'The most rows kept; pinned ones are exempt.', zh: '最多保留的行数，置顶的除外。' },
  'retention.days': { en: 'The most days kept.', zh: '最多保留的天数。' },
  'retention.megabytes': { en: 'The most space taken.', zh: '最多占用的空间。' },
}

const texts = {
  en: {
    title: 'Configuration',
    other: '[中文](configuration.zh.md) · [all documents](README.md)',
    intro: `Written from the schema that reads it; a test checks that it is current (\`npx vitest run test/unit/documents -u\` writes it).

\`receiptscope serve --config FILE\` reads JSON with comments. A value that is not allowed stops the start, and the message names its
place and never the value. Keys that no section knows are ignored. What stands in the file holds for this start; what is
added in the window is kept beside it.

A **secret** is \`{ "env": "NAME" }\`, \`{ "file": "PATH" }\`, or the text itself, which draws a warning.`,
    head: '| Key | Takes | Without it | What for |',
    required: '**required**',
    secret: 'a secret',
    environment: 'Environment',
    environmentHead: '| Variable | What for |',
    variables: [
      [
        'RECEIPTSCOPE_DATA_KEY',
        'Seals secrets at rest: 32 bytes, hexadecimal or Base64. Without it a key is made and kept in the data directory.',
      ],
      ['RECEIPTSCOPE_LOG', '`debug`, `info`, `warn`, `error` or `silent`.'],
      ['RECEIPTSCOPE_TOKEN', 'The token for commands whose `--url` has none.'],
      ['NO_COLOR', 'Honoured.'],
    ],
  },
  zh: {
    title: '配置',
    other: '[English](configuration.md) · [全部文档](README.md)',
    intro: `本页由读取配置的结构定义生成，并有测试保证与代码一致（更新：\`npx vitest run test/unit/documents -u\`）。

\`receiptscope serve --config FILE\` 读取允许注释的 JSON。出现不允许的值时不会启动，提示只给出位置，绝不显示值。未知的键会被忽略。文件中的内容对本次
启动有效；在窗口中添加的内容另行保存。

**密钥**可以是 \`{ "env": "NAME" }\`、\`{ "file": "PATH" }\`，或直接写明文（会有警告）。`,
    head: '| 键 | 取值 | 省略时 | 用途 |',
    required: '**必填**',
    secret: '密钥',
    environment: '环境变量',
    environmentHead: '| 变量 | 用途 |',
    variables: [
      [
        'RECEIPTSCOPE_DATA_KEY',
        '加密静态存储的密钥：32 字节，十六进制或 Base64。省略时自动生成并存放在数据目录。',
      ],
      ['RECEIPTSCOPE_LOG', '`debug`、`info`、`warn`、`error` 或 `silent`。'],
      ['RECEIPTSCOPE_TOKEN', '供 `--url` 中没有令牌的命令使用。'],
      ['NO_COLOR', '遵循此约定。'],
    ],
  },
} as const

type Node = z.core.JSONSchema.BaseSchema

/** The reference of the config file, from the schema that reads it. */
export function writeConfiguration(language: Language): string {
  const words = texts[language]
  const schema = z.toJSONSchema(configSchema, { io: 'input' })
  const sections = Object.entries(schema.properties ?? {}).flatMap(([name, section]) => {
    const node = asNode(section)
    const isList = node.type === 'array'
    const inner = isList ? asNode(node.items) : node
    const rows = Object.entries(inner.properties ?? {}).map(([key, value]) => {
      const path = `${name}${isList ? '[]' : ''}.${key}`
      const about = abouts[path]
      if (about === undefined) throw new Error(`nothing is said of ${path}`)
      const field = asNode(value)
      const otherwise = inner.required?.includes(key)
        ? words.required
        : field.default === undefined
          ? ''
          : `\`${JSON.stringify(field.default)}\``
      const takes = isSecret(field) ? words.secret : describeType(field)
      return `| \`${key}\` | ${takes} | ${otherwise} | ${about[language]} |`
    })
    return ['', `## ${name}${isList ? ' […]' : ''}`, '', words.head, '| --- | --- | --- | --- |', ...rows]
  })
  return [
    `# ${words.title}`,
    '',
    words.other,
    '',
    words.intro,
    ...sections,
    '',
    `## ${words.environment}`,
    '',
    words.environmentHead,
    '| --- | --- |',
    ...words.variables.map(([name, about]) => `| \`${name}\` | ${about} |`),
    '',
  ].join('\n')
}

/** Keys that are described but not part of the schema any more. */
export function findStrayKeys(): string[] {
  const page = writeConfiguration('en')
  return Object.keys(abouts).filter(path => !page.includes(`| \`${path.split('.')[1]}\` |`))
}

const asNode = (node: unknown) => (typeof node === 'object' && node !== null ? node : {}) as Node

const isSecret = ({ anyOf = [] }: Node) => anyOf.some(option => 'env' in (asNode(option).properties ?? {}))

function describeType(node: Node): string {
  if (node.enum !== undefined) return node.enum.map(value => `\`"${value}"\``).join(', ')
  if (node.const !== undefined) return `\`${JSON.stringify(node.const)}\``
  if (node.anyOf !== undefined) return node.anyOf.map(option => describeType(asNode(option))).join(', ')
  if (node.type === 'array') return `[${describeType(asNode(node.items))}, …]`
  const { minimum, maximum, exclusiveMinimum } = node
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : `>${exclusiveMinimum}`)
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
  const bounds =
    least === undefined ? '' : isBounded ? ` ${least}–${maximum}` : ` ≥${least}`.replace('≥>', '>')
  return `${node.format === 'uri' ? 'URL' : (node.type ?? '')}${bounds}`
}
