import { ApiError } from '../../contract/apiError.ts'
import { openLane } from './openLane.ts'
import type { Reader, ReadJobName, ReadJobs } from './reader.ts'
import { startUpkeep } from './startUpkeep.ts'

/**
 * Threads that read, so that no search holds the core's own. What a list or the inspector waits for has a thread to itself: sums over
 * everything and exports never stand in its way. A third keeps up what they read by.
 */
export function startReader(path: string): Reader {
  const upkeep = startUpkeep(path)
  const pages = openLane(path, 'pages', upkeep.rebuild)
  const sums = openLane(path, 'sums', upkeep.rebuild)
  let closed = false
  // The first list is asked for at once; sums may wait for their thread.
  pages.start()

  return {
    read<N extends ReadJobName>(
      name: N,
      input: ReadJobs[N]['input'],
      options: { milliseconds: number; signal: AbortSignal },
    ): Promise<ReadJobs[N]['output']> {
      if (closed)
        return Promise.reject(new ApiError('closed', { en: 'The store is closed', zh: '存储已关闭' }))
      return (name === 'page' || name === 'related' ? pages : sums).read(name, input, options)
    },

    /** Upkeep ends last: the index's last connection must be one that writes, or its log stays behind. */
    async close() {
      closed = true
      await Promise.all([pages.close(), sums.close()])
      await upkeep.close()
    },
  }
}
