import type { Bilingual } from '../bilingual.ts'
import type { Credentials } from '../requestSignature/credentials.ts'
import type { Edit } from './edit.ts'
import type { Cause } from './hypothesis.ts'
import { isNearlySame } from './isNearlySame.ts'
import { secretVariants } from './secretVariants.ts'

/** A secret to compute with, and what was wrong if it is the one; the edits never hold a secret. */
export type SecretUse = {
  readonly secret: string
  readonly edits: readonly Edit[]
  readonly causes: readonly Cause[]
}

const secretOf = (id: string): Bilingual => ({ en: `the secret of ${id}`, zh: ` ${id} 的 Secret` })
const anotherSecret: Bilingual = { en: 'the secret of another key', zh: '另一个密钥的 Secret' }
const itsSecret: Bilingual = { en: 'the secret', zh: ' Secret' }
const swappedId: Bilingual = {
  en: 'the AccessKey id, while the secret stood in its place',
  zh: ' AccessKey ID，而 Secret 填在了 ID 的位置',
}

/** The key's own secret as it is, misread, mixed up with its id, and at last the other known keys' secrets. */
export function secretsToTry(accessKeyId: string, known: readonly Credentials[]): SecretUse[] {
  const own = known.find(credentials => credentials.accessKeyId === accessKeyId)
  const swapped = known.filter(({ accessKeySecret }) => accessKeySecret === accessKeyId)
  const others = known.filter(credentials => credentials !== own && !swapped.includes(credentials))
  return [
    ...(own === undefined ? [] : usesOf(own)),
    ...swapped.map(({ accessKeyId: id }) => use(id, swappedId, itsSecret, 'id-and-secret-swapped')),
    ...others.map(({ accessKeyId: id, accessKeySecret }) =>
      own === undefined && isNearlySame(id, accessKeyId)
        ? use(
            accessKeySecret,
            secretOf(id),
            {
              en: `a key of the name ${accessKeyId}, which is spelled almost like it`,
              zh: `拼写与之相近的密钥 ${accessKeyId}`,
            },
            'access-key-id-misspelled',
          )
        : use(
            accessKeySecret,
            secretOf(id),
            own === undefined ? anotherSecret : secretOf(accessKeyId),
            'other-key',
          ),
    ),
  ]
}

function usesOf({ accessKeyId, accessKeySecret }: Credentials): SecretUse[] {
  return [
    ...secretVariants(accessKeySecret).map(({ secret, used }) =>
      used === null
        ? { secret, edits: [], causes: [] }
        : use(secret, used, { en: 'the secret itself', zh: ' Secret 本身' }, 'secret-misread'),
    ),
    use(accessKeyId, { en: 'the AccessKey id', zh: ' AccessKey ID' }, itsSecret, 'id-and-secret-swapped'),
  ]
}

function use(secret: string, signed: Bilingual, received: Bilingual, cause: Cause): SecretUse {
  return { secret, edits: [{ kind: 'wrong-key', name: null, signed, received }], causes: [cause] }
}
