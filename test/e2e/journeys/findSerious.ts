import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'

/** What axe finds serious or critical on the page as it stands, in a form that reads well when a test fails. */
export async function findSerious(page: Page): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze()
  if (passes.length === 0) throw new Error('axe looked at nothing')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
