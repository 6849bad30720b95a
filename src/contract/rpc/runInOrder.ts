type Task = { run: () => void | Promise<void>; done: () => void }

/**
 * Runs tasks one after the other, each once the one before is over (its promise, if it returns one), and then calls its
 * `done`. A task that throws is reported; the next one runs all the same.
 */
export function runInOrder(report: (error: unknown) => void) {
  let waiting: Task[] = []
  let busy = false

  async function drain() {
    busy = true
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const running = start(task)
      if (running !== undefined) await running
      task.done()
    }
    busy = false
  }
  function start({ run }: Task) {
    try {
      return run()?.catch(report)
    } catch (error) {
      return report(error)
    }
  }
  return {
    push(run: Task['run'], done: Task['done'] = () => {}) {
      waiting.push({ run, done })
      if (!busy) void drain()
    },
    /** Forgets what has not begun. */
    clear() {
      waiting = []
    },
  }
}
