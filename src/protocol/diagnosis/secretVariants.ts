import type { Bilingual } from '../bilingual.ts'

/** A secret as it may have been used, and words for it that give nothing of it away. */
export type SecretVariant = { readonly secret: string; readonly used: Bilingual | null }

/** The secret itself first, then what copying, reading from files and other schemes make of it. */
export function secretVariants(secret: string): SecretVariant[] {
  const trimmed = secret.trim()
  const variants: SecretVariant[] = [
    { secret, used: null },
    {
      secret: `${trimmed}\n`,
      used: { en: 'the secret with a line feed behind it', zh: '末尾多一个换行的 Secret' },
    },
    {
      secret: `${trimmed}\r\n`,
      used: { en: 'the secret with CR LF behind it', zh: '末尾多 CR LF 的 Secret' },
    },
    {
      secret: `${trimmed}\r`,
      used: { en: 'the secret with a carriage return behind it', zh: '末尾多一个回车的 Secret' },
    },
    {
      secret: `${trimmed} `,
      used: { en: 'the secret with a space behind it', zh: '末尾多一个空格的 Secret' },
    },
    {
      secret: ` ${trimmed}`,
      used: { en: 'the secret with a space before it', zh: '开头多一个空格的 Secret' },
    },
    {
      secret: `\t${trimmed}`,
      used: { en: 'the secret with a tab before it', zh: '开头多一个制表符的 Secret' },
    },
    {
      secret: `${trimmed}\t`,
      used: { en: 'the secret with a tab behind it', zh: '末尾多一个制表符的 Secret' },
    },
    {
      secret: `\ufeff${trimmed}`,
      used: { en: 'the secret with a byte order mark before it', zh: '开头多 BOM 的 Secret' },
    },
    { secret: `"${trimmed}"`, used: { en: 'the secret with quotes around it', zh: '带双引号的 Secret' } },
    {
      secret: `'${trimmed}'`,
      used: { en: 'the secret with single quotes around it', zh: '带单引号的 Secret' },
    },
    {
      secret: `${trimmed}&`,
      used: {
        en: 'the secret with an ampersand behind it, as RPC calls have it',
        zh: '末尾多 & 的 Secret（RPC 调用的写法）',
      },
    },
    {
      secret: trimmed,
      used: { en: 'the secret without the white space around it', zh: '去掉首尾空白的 Secret' },
    },
    { secret: '', used: { en: 'an empty secret', zh: '空的 Secret' } },
  ]
  return variants.filter((variant, index) => index === 0 || variant.secret !== secret)
}
