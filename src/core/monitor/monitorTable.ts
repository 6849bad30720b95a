import type { Prepare } from '../store/prepareCached.ts'
import type { MonitorEntry, MonitorSettings } from './monitorEntry.ts'

type StoredMonitor = MonitorSettings & { wanted: number; takes_from: string | null }

/** The monitors that outlive the process; those of the config file come from there. */
export function createMonitorTable(prepare: Prepare) {
  return {
    all: () =>
      (prepare('SELECT * FROM monitor').all() as StoredMonitor[]).map(
        ({ wanted, takes_from: takesFrom, ...settings }) => ({ settings, wanted: wanted === 1, takesFrom }),
      ),

    remember({ settings, stored, wanted, takesFrom }: MonitorEntry): void {
      if (!stored) return
      const { account, queue, type, mode, parallel } = settings
      prepare(
        `INSERT OR REPLACE INTO monitor (account, queue, type, mode, parallel, wanted, takes_from)
          VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(account, queue, type, mode, parallel, wanted ? 1 : 0, takesFrom)
    },

    forget({ settings: { account, queue } }: MonitorEntry): void {
      prepare('DELETE FROM monitor WHERE account = ? AND queue = ?').run(account, queue)
    },
  }
}
