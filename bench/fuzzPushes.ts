import { fuzzEndpoint } from '../test/integration/core/fuzzEndpoint.ts'

/** Pushes changed at random, as many as are asked for: none may stop the endpoint, be lost, or count as valid when it isn't. */
const [rounds = '1000000', seed = '1'] = process.argv.slice(2)
const step = 10_000
const started = performance.now()
const report = await fuzzEndpoint(Number(rounds), Number(seed), sent => {
  if (sent % step === 0) {
    const perSecond = (sent * 1000) / (performance.now() - started)
    console.log(`${sent} of ${rounds}, ${perSecond.toFixed(0)} a second`)
  }
})
console.log(JSON.stringify(report))
if (report.stored !== report.received || report.wronglyValid.length > 0) process.exitCode = 1
