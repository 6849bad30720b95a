import type { Page } from 'playwright'

/**
 * What a Chinese window still says in English: three words in a row that are no code, no field of a form and nothing that
 * came from outside.
 */
export function findEnglish(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const sentence = /(?:^|[^\w./:=-])[A-Za-z][a-z’']*(?: [A-Za-z][a-z’']*){2,}/
    const data = 'code, pre, kbd, textarea, .mono, script, style, [data-seq]'
    const found = new Set<string>()
    const look = (text: string | null) => {
      if (text !== null && sentence.test(text)) found.add(text.trim())
    }
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest(data) === null) look(node.textContent)
    }
    for (const element of document.querySelectorAll('*')) {
      if (element.closest(data) !== null) continue
      for (const name of ['aria-label', 'aria-description', 'title', 'alt']) look(element.getAttribute(name))
    }
    return [...found]
  })
}
