import Database from 'better-sqlite3'
import { querySql, type SqlJob } from './querySql.ts'

/**
 * The entry of a process for one statement: nothing but its end can stop a statement that runs without a row, and whatever
 * memory it took goes with it. An empty line says that its time begins, the next is the outcome; whoever started it ends it then.
 */
const job = JSON.parse(process.env.RECEIPTSCOPE_SQL_JOB ?? '') as SqlJob
const database = new Database(job.path, { readonly: true })
database.pragma('query_only = ON')
process.stdout.write('\n')
const outcome = querySql(database, job, () => performance.now())
database.close()
process.stdout.write(`${JSON.stringify(outcome)}\n`)
