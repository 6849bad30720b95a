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

/** The key's own secret as it is, misread, mixed up with its id, and at last the other known keys' secrets. */
export function secretsToTry(accessKeyId: string, known: readonly Credentials[]): SecretUse[] {
  const own = known.find(credentials => credentials.accessKeyId === accessKeyId)
  const swapped = known.filter(({ accessKeySecret }) => accessKeySecret === accessKeyId)
  const others = known.filter(credentials => credentials !== own && !swapped.includes(credentials))
  return [
    ...(own === undefined ? [] : usesOf(own)),
    ...swapped.map(({ accessKeyId: id }) =>
      use(id, 'the AccessKey id, while the secret stood in its place', 'the secret', 'id-and-secret-swapped'),
    ),
    ...others.map(({ accessKeyId: id, accessKeySecret }) =>
      own === undefined && isNearlySame(id, accessKeyId)
        ? use(
            accessKeySecret,
            `the secret of ${id}`,
            `a key of the name ${accessKeyId}, which is spelled almost like it`,
            'access-key-id-misspelled',
          )
        : use(
            accessKeySecret,
            `the secret of ${id}`,
            `the secret of ${own === undefined ? 'another key' : accessKeyId}`,
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
        : use(secret, used, 'the secret itself', 'secret-misread'),
    ),
    use(accessKeyId, 'the AccessKey id', 'the secret', 'id-and-secret-swapped'),
  ]
}

function use(secret: string, signed: string, received: string, cause: Cause): SecretUse {
  return { secret, edits: [{ kind: 'wrong-key', name: null, signed, received }], causes: [cause] }
}
