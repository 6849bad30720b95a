import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/**
 * The headless host: everything in it but the native SQLite binding. A worker thread or a process is an entry of its own, found beside
 * the file that starts it, so nothing lies in folders.
 */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'out/headless',
    target: 'node24',
    sourcemap: true,
    rollupOptions: {
      input: {
        cli: 'src/headless/cli.ts',
        readerThread: 'src/core/store/readerThread.ts',
        upkeepThread: 'src/core/store/upkeepThread.ts',
        sqlProcess: 'src/core/sql/sqlProcess.ts',
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      external: ['better-sqlite3', 'bufferutil', 'utf-8-validate', ...builtinModules, /^node:/],
    },
  },
  ssr: { noExternal: true },
})
