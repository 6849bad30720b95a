import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/**
 * What `import { startSimulator } from 'receiptscope'` loads: one file, and SQLite only where a state directory asks for it.
 * undici is never loaded here, for it needs a newer Node.
 */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'out/testing',
    target: 'node20',
    rollupOptions: {
      input: { startSimulator: 'src/testing/startSimulator.ts' },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      external: ['better-sqlite3', 'undici', ...builtinModules, /^node:/],
    },
  },
  ssr: { noExternal: true },
})
