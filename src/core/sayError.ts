import { ApiError } from '../contract/apiError.ts'
import type { Words } from '../contract/words.ts'
import { describeNetworkError } from './mns/networkError.ts'

/** A caught error for people: what was written for them, what is known of the disk, or else its own message. */
export function sayError(error: unknown): Words {
  if (error instanceof ApiError) return error.said.message
  const { code, message } = describeNetworkError(error)
  const [, chinese] = disk.find(([prefix]) => code.startsWith(prefix)) ?? []
  return chinese === undefined ? message : { en: message.en, zh: chinese }
}

/** By the beginning of a code of SQLite or of the file system. */
const disk: readonly (readonly [prefix: string, chinese: string])[] = [
  ['SQLITE_FULL', '磁盘已满，请释放空间'],
  ['ENOSPC', '磁盘已满，请释放空间'],
  ['EDQUOT', '已达磁盘配额上限'],
  ['SQLITE_READONLY', '数据目录只读，无法写入'],
  ['EROFS', '文件系统只读，无法写入'],
  ['SQLITE_CANTOPEN', '无法打开数据库文件，数据目录可能已被移走'],
  ['SQLITE_IOERR', '读写磁盘出错'],
  ['EIO', '读写磁盘出错'],
  ['SQLITE_BUSY', '数据库正被其他程序占用'],
  ['SQLITE_CORRUPT', '数据库已损坏'],
  ['SQLITE_NOTADB', '数据库文件已损坏'],
]
