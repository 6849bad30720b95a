import type { Words } from '../../contract/words.ts'

/** What a file turned out to be unreadable for, with the place in it. */
export class ImportError extends Error {
  readonly said: Words

  constructor(said: Words) {
    super(said.en)
    this.name = 'ImportError'
    this.said = said
  }
}

/** Where in a file something stands, counted from one. */
export const importPlaces = {
  line: (count: number): Words => ({ en: `line ${count}`, zh: `第 ${count} 行` }),
  record: (count: number): Words => ({ en: `record ${count}`, zh: `第 ${count} 条记录` }),
  receipt: (count: number): Words => ({ en: `receipt ${count}`, zh: `第 ${count} 条回执` }),
  entry: (count: number): Words => ({ en: `entry ${count}`, zh: `第 ${count} 个条目` }),
}
