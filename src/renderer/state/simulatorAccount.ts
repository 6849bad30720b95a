import type { AccountId } from '../../contract/brand.ts'

/** The account that the built-in simulator has while it runs. */
export const simulatorAccount = 'simulator' as AccountId
