/** A secret as it may have been used, and words for it that give nothing of it away. */
export type SecretVariant = { readonly secret: string; readonly used: string | null }

/** The secret itself first, then what copying, reading from files and other schemes make of it. */
export function secretVariants(secret: string): SecretVariant[] {
  const trimmed = secret.trim()
  const variants: SecretVariant[] = [
    { secret, used: null },
    { secret: `${trimmed}\n`, used: 'the secret with a line feed behind it' },
    { secret: `${trimmed}\r\n`, used: 'the secret with CR LF behind it' },
    { secret: `${trimmed}\r`, used: 'the secret with a carriage return behind it' },
    { secret: `${trimmed} `, used: 'the secret with a space behind it' },
    { secret: ` ${trimmed}`, used: 'the secret with a space before it' },
    { secret: `\t${trimmed}`, used: 'the secret with a tab before it' },
    { secret: `${trimmed}\t`, used: 'the secret with a tab behind it' },
    { secret: `\ufeff${trimmed}`, used: 'the secret with a byte order mark before it' },
    { secret: `"${trimmed}"`, used: 'the secret with quotes around it' },
    { secret: `'${trimmed}'`, used: 'the secret with single quotes around it' },
    { secret: `${trimmed}&`, used: 'the secret with an ampersand behind it, as RPC calls have it' },
    { secret: trimmed, used: 'the secret without the white space around it' },
    { secret: '', used: 'an empty secret' },
  ]
  return variants.filter((variant, index) => index === 0 || variant.secret !== secret)
}
