import { z } from 'zod'
import { ControlProblem } from '../control/controlFace.ts'
import type { Part } from '../part.ts'
import { parseTraffic } from './parseTraffic.ts'
import type { TrafficGenerator } from './trafficGenerator.ts'
import { quietTraffic } from './trafficMix.ts'

/** `"rate=50,fail=0.1"`, alone or under `spec`; nothing only asks. */
const order = z.union([z.string(), z.strictObject({ spec: z.string().optional() })]).nullish()

const burst = z.strictObject({ count: z.number().int().min(1).max(1000) })

/** Lets the control API change the traffic; a spec replaces all of the former one. */
export function createTrafficPart(generator: TrafficGenerator): Part {
  const report = () => ({ ...generator.settings, sent: generator.sent })
  return {
    name: 'traffic',
    controls: {
      traffic(input) {
        const given = order.parse(input)
        const spec = typeof given === 'string' ? given : given?.spec
        if (spec === undefined) return report()
        const read = parseTraffic(spec)
        if (read.outcome === 'refused') throw new ControlProblem(read.message)
        generator.change(read.traffic)
        return report()
      },
      burst(input) {
        generator.burst(burst.parse(input).count)
        return report()
      },
    },
    state: report,
    reset: () => generator.change(quietTraffic),
    close: () => generator.close(),
  }
}
