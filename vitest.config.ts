import { defineConfig } from 'vitest/config'

/** Milliseconds for what a test waits to see: only one that fails waits so long, whatever else the machine does. */
const patience = { poll: { timeout: 20_000 } }
/** Every step of a journey is bounded by itself; this is only for one that goes round in circles. */
const journey = 240_000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          expect: patience,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: patience,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: journey,
          hookTimeout: 60_000,
          expect: patience,
          fileParallelism: false,
        },
      },
    ],
  },
})
