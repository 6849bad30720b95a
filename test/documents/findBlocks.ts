/** One fenced block of a document, with what a reader sees around it. */
export type Block = {
  readonly language: string
  readonly text: string
  /** The title it stands under. */
  readonly heading: string
  readonly line: number
}

/** The fenced blocks of a Markdown document, in order. */
export function findBlocks(markdown: string): Block[] {
  const blocks: Block[] = []
  let heading = ''
  let open: { language: string; line: number; lines: string[] } | null = null
  for (const [index, text] of markdown.split('\n').entries()) {
    const fence = /^```(\S*)\s*$/.exec(text)
    if (fence === null) {
      if (open !== null) open.lines.push(text)
      else heading = /^#+ (.+)$/.exec(text)?.[1] ?? heading
    } else if (open === null) open = { language: fence[1] ?? '', line: index + 1, lines: [] }
    else {
      blocks.push({ language: open.language, text: open.lines.join('\n'), heading, line: open.line })
      open = null
    }
  }
  if (open !== null) throw new Error(`the block that opens in line ${open.line} is never closed`)
  return blocks
}
