import { createChunkReader } from './createChunkReader.ts'
import { createPile } from './createPile.ts'
import { concludeHead, type Head, type HeadLines, mayBeLine, readLines } from './readHead.ts'
import { type Refusal, refusals } from './refusal.ts'

/** In bytes. `drained`: what is read of a request's body at all, so that its sender hears an answer and not a broken connection. */
export const sizes = { head: 64 * 1024, body: 1024 * 1024, drained: 8 * 1024 * 1024 }

export type ReadRequest = {
  readonly outcome: 'request'
  readonly head: Head
  readonly body: Buffer
  /** There is more of the body than is kept, or than came. */
  readonly truncated: boolean
  /** Where the next request would begin can't be told. */
  readonly isLast: boolean
}

export type BrokenBytes = Refusal & { readonly bytes: Buffer }

export type Reading =
  | { readonly outcome: 'more' }
  /** Said once for each request, before its body is read. */
  | { readonly outcome: 'head'; readonly head: Head }
  | ReadRequest
  | BrokenBytes

const more = { outcome: 'more' } as const
const nothing = Buffer.alloc(0)

/** Reads the requests of a connection one after the other, however their bytes are cut. */
export function createRequestReader(most = sizes) {
  /** Came, and was not looked at yet. */
  const rest = createPile()
  /** Of the head that is being read: its whole lines, and the beginning of the next. */
  const seenLines = createPile()
  const line = createPile()
  let lines: HeadLines = { start: null, headers: [] }
  let head: Head | null = null
  const body = createPile()
  /** Of the body, with its framing, and all that stands in it or around it. */
  let drained = 0
  /** Of a chunked body without its framing. */
  let chunked = 0
  let readChunks: ReturnType<typeof createChunkReader> | null = null

  const takeUp = (bytes: Buffer): Buffer => {
    if (rest.length() === 0) return bytes
    rest.add(bytes)
    return rest.take()
  }

  const readHead = (came: Buffer): Reading => {
    if (came.length === 0) return more
    const complete = came.includes(10)
    line.add(came)
    if (!complete) return mayBeLine(came) ? bounded() : refuse(unreadable())
    const bytes = line.take()
    const read = readLines(bytes, lines)
    if (read.outcome === 'refused') {
      line.add(bytes)
      return refuse(read)
    }
    if (lines.start !== null) seenLines.add(bytes.subarray(0, read.at))
    const left = bytes.subarray(read.at)
    if (read.outcome === 'more') {
      if (left.length > 0) line.add(left)
      return mayBeLine(left) ? bounded() : refuse(unreadable())
    }
    if (seenLines.length() > most.head) {
      if (left.length > 0) line.add(left)
      return refuse(refusals.headSize(most.head))
    }
    const concluded = concludeHead(lines)
    if ('outcome' in concluded) {
      if (left.length > 0) line.add(left)
      return refuse(concluded)
    }
    if (left.length > 0) rest.add(left)
    seenLines.take()
    lines = { start: null, headers: [] }
    head = concluded
    drained = 0
    chunked = 0
    readChunks = head.length === 'chunked' ? createChunkReader() : null
    return { outcome: 'head', head }
  }

  const unreadable = () => (lines.start === null ? refusals.startLine : refusals.lineEnd)

  const bounded = (): Reading =>
    seenLines.length() + line.length() > most.head ? refuse(refusals.headSize(most.head)) : more

  const refuse = (refusal: Refusal): BrokenBytes => {
    if (line.length() > 0) seenLines.add(line.take())
    const bytes = seenLines.take()
    return { ...refusal, bytes: bytes.subarray(0, most.body) }
  }

  const keep = (piece: Buffer): void => {
    const room = most.body - body.length()
    if (piece.length > 0 && room > 0) body.add(piece.length > room ? piece.subarray(0, room) : piece)
  }

  const readBody = (of: Head, bytes: Buffer): Reading => {
    const { length } = of
    if (readChunks !== null) {
      const read = readChunks(bytes, keepCounted)
      drained += bytes.length
      switch (read.outcome) {
        case 'end':
          return finish(of, bytes.subarray(read.at), chunked > most.body, false)
        case 'broken':
          return finish(of, nothing, true, true)
        case 'more':
          return drained > most.drained ? finish(of, nothing, true, true) : more
        default:
          return read satisfies never
      }
    }
    const wanted = length === 'chunked' ? 0 : length - drained
    const own = bytes.length > wanted ? bytes.subarray(0, wanted) : bytes
    keep(own)
    drained += own.length
    if (drained === length) return finish(of, bytes.subarray(own.length), length > most.body, false)
    return drained > most.drained ? finish(of, nothing, true, true) : more
  }

  const keepCounted = (piece: Buffer): void => {
    chunked += piece.length
    keep(piece)
  }

  const finish = (of: Head, left: Buffer, truncated: boolean, isLast: boolean): ReadRequest => {
    if (left.length > 0) rest.add(left)
    const request = { outcome: 'request', head: of, body: body.take(), truncated, isLast } as const
    head = null
    readChunks = null
    return request
  }

  return {
    /** What has come so far amounts to. Asked again with nothing new after a head, and once a request was answered. */
    read(came: Buffer = nothing): Reading {
      const bytes = takeUp(came)
      return head === null ? readHead(bytes) : readBody(head, bytes)
    },

    /** Keeps for later what comes while nothing is read. */
    hold: (bytes: Buffer): void => rest.add(bytes),

    /** Nothing of a request has come yet. */
    isBetween: (): boolean => head === null && seenLines.length() + line.length() + rest.length() === 0,

    isInBody: (): boolean => head !== null,

    /** Nothing more is read: a request whose body is not whole is one, and the beginning of a head is broken. */
    breakOff(refusal: Refusal): ReadRequest | BrokenBytes | null {
      if (head !== null) return finish(head, nothing, true, true)
      if (rest.length() > 0) line.add(rest.take())
      return seenLines.length() + line.length() === 0 ? null : refuse(refusal)
    },
  }
}
