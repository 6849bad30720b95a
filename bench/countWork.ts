/**
 * What every contender for pushes prints: its address; on `SIGUSR2` what its process came to so far; on `SIGTERM` the same, and
 * how many pushes it kept.
 */
export function countWork(url: string, end: () => Promise<{ stored: number; longestHold?: number }>): void {
  const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
  const sofar = () => {
    const { user, system } = process.cpuUsage()
    const main = process.threadCpuUsage()
    return { cpu: user + system, mainThread: main.user + main.system, memory: process.memoryUsage() }
  }
  process.on('SIGUSR2', () => print(sofar()))
  process.on('SIGTERM', () => {
    const work = sofar()
    void end().then(kept => {
      print({ ...work, ...kept })
      process.exit(0)
    })
  })
  print({ url, ...sofar() })
}
