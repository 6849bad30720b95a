import type { Page } from 'playwright'

/** One event of a file that is dragged over the window. */
export async function dragFile(
  page: Page,
  event: 'dragover' | 'drop',
  name: string,
  text: string,
): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content ?? ''], fileName ?? ''))
      return transfer
    },
    [name, text],
  )
  await page.dispatchEvent('body', event, { dataTransfer })
}

/** As a file manager does it: dragged over the window, then let go. */
export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  await dragFile(page, 'dragover', name, text)
  await page.locator('.file-drop').waitFor()
  await dragFile(page, 'drop', name, text)
  await page.locator('.file-drop').waitFor({ state: 'detached' })
}
