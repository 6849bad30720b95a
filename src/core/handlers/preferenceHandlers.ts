import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { KeptPreferences } from '../../contract/preferences.ts'
import { createBell } from '../createBell.ts'
import type { Settings } from '../settings/createSettings.ts'
import { watchStatus } from '../status/watchStatus.ts'
import { parseInput } from './parseInput.ts'

const key = 'preferences'
/** Characters of JSON: fifty queries, every column and every shortcut are a tenth of it. */
const mostCharacters = 256 * 1024

const preferences = z.record(z.string().max(100), z.json())
const kept: z.ZodType<KeptPreferences | null> = preferences.nullable()

/** The window's preferences, beside the data and not in a browser: another port or browser finds the same ones. */
export function preferenceHandlers(settings: Settings) {
  const bell = createBell()
  return {
    calls: {
      'preferences.set': input => {
        const next = parseInput(preferences, input)
        if (JSON.stringify(next).length > mostCharacters) {
          throw new ApiError('bad-input', {
            en: `preferences: at most ${mostCharacters} characters are kept`,
            zh: `偏好设置最多保存 ${mostCharacters} 个字符`,
          })
        }
        settings.write(key, next)
        bell.ring()
        return null
      },
    },
    streams: {
      'preferences.watch': (_, { signal }) =>
        watchStatus(() => settings.read<KeptPreferences | null>(key, kept, null), bell, signal),
    },
  } satisfies {
    calls: Pick<Handlers['calls'], 'preferences.set'>
    streams: Pick<Handlers['streams'], 'preferences.watch'>
  }
}
