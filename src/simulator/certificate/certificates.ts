import type { KeyObject } from 'node:crypto'
import type { Documents } from '../state/documents.ts'
import { type CertificateKind, createCertificate, readPrivateKey } from './createCertificate.ts'

/** A certificate under the file name it is served by. */
export type NamedCertificate = {
  readonly name: string
  readonly pem: string
  readonly privateKey: KeyObject
}

type Stored = { readonly pem: string; readonly privateKey: string }

const collection = 'certificates'
const strangerName = 'stranger.pem'

/** The certificates the simulator has signed with. The newest signs; the earlier ones stay to be fetched. */
export class Certificates {
  readonly #documents: Documents
  readonly #now: () => number
  readonly #byName = new Map<string, NamedCertificate>()
  #current: NamedCertificate
  #made: number

  private constructor(
    documents: Documents,
    now: () => number,
    known: readonly NamedCertificate[],
    current: NamedCertificate,
  ) {
    this.#documents = documents
    this.#now = now
    this.#current = current
    this.#made = known.length
    for (const each of known) this.#byName.set(each.name, each)
  }

  /** Takes up what an earlier process left, or makes the first one. */
  static async open(documents: Documents, now: () => number, kind: CertificateKind): Promise<Certificates> {
    const known = documents.all(collection).map(([name, value]) => revive(name, value as Stored))
    const current = known.at(-1) ?? (await make(documents, now, kind, 1))
    return new Certificates(documents, now, known.length === 0 ? [current] : known, current)
  }

  get current(): NamedCertificate {
    return this.#current
  }

  get names(): string[] {
    return [...this.#byName.keys()]
  }

  find(name: string): NamedCertificate | undefined {
    return this.#byName.get(name)
  }

  /** A certificate that has nothing to do with the simulator's own, for pushes that are to be refused. */
  async stranger(): Promise<NamedCertificate> {
    const known = this.#byName.get(strangerName)
    if (known) return known
    const stranger = { ...(await createCertificate('modern', this.#now())), name: strangerName }
    this.#byName.set(strangerName, stranger)
    return stranger
  }

  /** From the answer on, pushes are signed with a new key under a new name. */
  async rotate(kind: CertificateKind): Promise<NamedCertificate> {
    this.#made += 1
    const next = await make(this.#documents, this.#now, kind, this.#made)
    this.#byName.set(next.name, next)
    this.#current = next
    return next
  }
}

async function make(
  documents: Documents,
  now: () => number,
  kind: CertificateKind,
  number: number,
): Promise<NamedCertificate> {
  const certificate = await createCertificate(kind, now())
  const name = number === 1 ? 'x509_public_certificate.pem' : `x509_public_certificate_${number}.pem`
  const privateKey = certificate.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  documents.put(collection, name, { pem: certificate.pem, privateKey } satisfies Stored)
  return { ...certificate, name }
}

function revive(name: string, stored: Stored): NamedCertificate {
  return { name, pem: stored.pem, privateKey: readPrivateKey(stored.privateKey) }
}
