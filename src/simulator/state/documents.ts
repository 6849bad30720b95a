/**
 * Small JSON documents that outlive the process where the simulator has a state directory, and are forgotten
 * where it has none. Writes are grouped: what must be durable before an answer awaits `committed`.
 */
export type Documents = {
  put(collection: string, key: string, value: unknown): void
  remove(collection: string, key: string): void
  /** What an earlier process left, in the order it was first put. */
  all(collection: string): readonly (readonly [key: string, value: unknown])[]
  /** Settles when everything written so far is on disk. */
  committed(): Promise<void>
}

export const noDocuments: Documents = {
  put() {},
  remove() {},
  all: () => [],
  committed: () => Promise.resolve(),
}
