import { onTestFinished, test } from 'vitest'
import { querySql } from '../../../src/core/sql/querySql.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { sqlExamples } from '../../../src/renderer/sql/sqlExamples.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'

test.each(Object.entries(sqlExamples))('the window’s example %s can be run', (_name, sql) => {
  const store = openStore(temporaryDirectory())
  onTestFinished(() => store.close())
  const outcome = querySql(store.database, { sql, limit: 10, milliseconds: 1000 }, () => 0)
  if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome))
})
