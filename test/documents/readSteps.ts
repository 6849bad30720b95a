import { type Block, findBlocks } from './findBlocks.ts'

/** What a reader who follows a document to the letter does, in order. */
export type Step =
  | { kind: 'write'; file: string; text: string; line: number }
  | { kind: 'run' | 'keep-running'; script: string; promised: string | null; line: number }
  | { kind: 'skip'; script: string; reason: string; line: number }

const fileName = /^(?:#|\/\/|\/\*) ?([\w./-]+\.\w+)(?: ?\*\/)?$/
const ownTerminal = '# in a terminal of its own'
const notRun = /^# not run here: (.+)$/

/**
 * Three conventions, all of them visible to the reader: a block whose first line is a comment with a file's name is that file;
 * a command under “in a terminal of its own” runs until the document ends; one under “not run here” gives its reason.
 */
export function readSteps(markdown: string): Step[] {
  const blocks = findBlocks(markdown)
  return blocks.flatMap((block, index): Step[] => {
    const [first = '', ...rest] = block.text.split('\n')
    const { line } = block
    if (block.language !== 'sh') {
      const file = fileName.exec(first)?.[1]
      return file === undefined ? [] : [{ kind: 'write', file, text: `${block.text}\n`, line }]
    }
    const reason = notRun.exec(first)?.[1]
    if (reason !== undefined) return [{ kind: 'skip', script: rest.join('\n'), reason, line }]
    const promised = promisedBy(blocks[index + 1])
    return first === ownTerminal
      ? [{ kind: 'keep-running', script: rest.join('\n'), promised, line }]
      : [{ kind: 'run', script: block.text, promised, line }]
  })
}

/** A block of text or JSON right after a command is what it is said to print. */
function promisedBy(block: Block | undefined): string | null {
  return block !== undefined && /^(?:text|json)$/.test(block.language) ? block.text : null
}
