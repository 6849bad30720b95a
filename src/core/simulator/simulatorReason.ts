import type { Words } from '../../contract/words.ts'
import type { SwitchedBy } from './createSimulatorSwitch.ts'

/** `auto`: until an account is configured; `demo`: with lively traffic; or not unless it is asked for. */
export type SimulatorChoice = 'auto' | 'demo' | 'off'

type Facts = { choice: SimulatorChoice; running: boolean; by: SwitchedBy; configured: boolean }

/** Why the simulator runs, or doesn't. */
export function simulatorReason({ choice, running, by, configured }: Facts): Words {
  if (by === 'hand') {
    return running ? { en: 'Started by hand', zh: '手动启动' } : { en: 'Stopped by hand', zh: '手动停止' }
  }
  if (by === 'account') return { en: 'It made way for an account', zh: '已为配置的账号让路' }
  if (running) {
    return choice === 'demo'
      ? { en: 'Demonstration traffic', zh: '演示流量' }
      : { en: 'On until an account is configured', zh: '配置账号之前保持开启' }
  }
  if (choice === 'off') return { en: 'Switched off', zh: '已关闭' }
  if (configured) return { en: 'An account is configured', zh: '已配置账号' }
  return { en: 'There are receipts here that are not the simulator’s', zh: '这里已有不属于模拟器的回执' }
}
