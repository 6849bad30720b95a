import type Database from 'better-sqlite3'
import { StartError } from '../startError.ts'
import { type Migration, migrations } from './migrations.ts'

/** Marks a file as ours: "RCSC". */
const applicationId = 0x52_43_53_43

/** Brings the database to this program's version, each step whole or not at all. */
export function migrate(
  database: Database.Database,
  path: string,
  steps: readonly Migration[] = migrations,
): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  const application = Number(database.pragma('application_id', { simple: true }))
  if (version === 0 && application === 0 && isEmpty(database)) {
    database.pragma(`application_id = ${applicationId}`)
  } else if (application !== applicationId) {
    throw new StartError(
      'not-a-database',
      {
        en: `${path} is a SQLite database of another program (application id ${application})`,
        zh: `${path} 是其他程序的 SQLite 数据库（应用 ID ${application}）`,
      },
      {
        en: 'Choose another data directory; this file was left as it is.',
        zh: '请另选一个数据目录；该文件保持原样。',
      },
    )
  }
  if (version > steps.length) {
    throw new StartError(
      'database-newer',
      {
        en: `${path} was written by a newer version (schema ${version}, this program knows ${steps.length})`,
        zh: `${path} 由更新的版本写入（结构版本 ${version}，本程序只认识到 ${steps.length}）`,
      },
      {
        en: 'Start the newer version, or choose another data directory. Nothing was changed.',
        zh: '请启动更新的版本，或另选一个数据目录。没有改动任何数据。',
      },
    )
  }
  for (const [index, step] of steps.entries()) {
    if (index < version) continue
    if (step.rewrites) database.exec(`VACUUM INTO '${`${path}.before-${index + 1}`.replaceAll("'", "''")}'`)
    database.transaction(() => {
      database.exec(step.sql)
      database.pragma(`user_version = ${index + 1}`)
    })()
  }
}

function isEmpty(database: Database.Database): boolean {
  return database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
}
