import type { StoreStatus } from '../../contract/status.ts'
import type { Words } from '../../contract/words.ts'
import { sayError } from '../sayError.ts'

export type StoreTrouble = Required<{ [K in 'lastError' | 'advice']: NonNullable<StoreStatus[K]> }>

export const placeGone = (directory: string): StoreTrouble => ({
  lastError: {
    en: `The database is no longer in ${directory}: the folder was removed or moved`,
    zh: `数据库已不在 ${directory} 中：该目录被删除或移走了`,
  },
  advice: {
    en: 'Put the folder back where it was, or restart the program to begin with an empty one. Until then queues keep their messages and pushes are refused, so that they come again.',
    zh: '请把目录放回原处，或重启程序以使用空目录。在此之前，队列保留消息，推送会被拒绝并由发送方重试。',
  },
})

export const damaged: StoreTrouble = {
  lastError: {
    en: 'The database is damaged; the next start saves what can be read',
    zh: '数据库已损坏；下次启动时会抢救仍可读取的内容',
  },
  advice: {
    en: 'Restart the program. The damaged file is kept beside the new one.',
    zh: '请重启程序。损坏的文件会保留在新文件旁边。',
  },
}

/** What a failed write means to whoever runs the program. */
export function explainTrouble(error: unknown, directory: string): StoreTrouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return { lastError: sayError(error), advice: adviceFor(code, directory) }
}

function adviceFor(code: string, directory: string): Words {
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_PERM') ||
    code.startsWith('SQLITE_CANTOPEN')
  )
    return {
      en: `Let this user write to ${directory}. It goes on by itself.`,
      zh: `请允许当前用户写入 ${directory}，之后会自动恢复。`,
    }
  return {
    en: `Free some space on the disk of ${directory}, and check that it can be written. It goes on by itself; until then queues keep their messages and pushes are refused, so that they come again.`,
    zh: `请为 ${directory} 所在磁盘腾出空间，并确认可以写入，之后会自动恢复。在此之前，队列保留消息，推送会被拒绝并由发送方重试。`,
  }
}
