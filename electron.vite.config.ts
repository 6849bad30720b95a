import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/**
 * Everything is bundled except electron, Node's own modules and what stands in package.json's "dependencies"
 * (better-sqlite3, whose binary can't be).
 *
 * A worker thread or a process is an entry of its own: name it here, and start it with
 * `new URL('./name.js', import.meta.url)`; every file of the bundle lies in one folder, so that address is right
 * from whichever chunk asks.
 */
const mainEntries = {
  index: 'src/main/index.ts',
  readerThread: 'src/core/store/readerThread.ts',
  upkeepThread: 'src/core/store/upkeepThread.ts',
  sqlProcess: 'src/core/sql/sqlProcess.ts',
}

export default defineConfig({
  main: {
    build: {
      externalizeDeps: true,
      sourcemap: true,
      rolldownOptions: {
        input: mainEntries,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      minify: true,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: 'src/renderer/index.html', desktop: 'src/renderer/desktop.html' },
      },
    },
  },
})
