import { expect, test } from 'vitest'
import type { Instant } from '../../../src/contract/brand.ts'
import { ImportError } from '../../../src/core/import/importError.ts'
import { readImport } from '../../../src/core/import/readImport.ts'

async function refusalOf(text: string) {
  const source = {
    account: null,
    text: async function* () {
      yield text
    },
    bytes: async () => Buffer.from(text),
    modified: 0 as Instant,
  }
  try {
    for await (const _body of readImport(source));
  } catch (error) {
    if (error instanceof ImportError) return error
    throw error
  }
  return null
}

test.each([
  ['nonsense', 'neither an export', '既不是 ReceiptScope 的导出文件'],
  ['{"id":"r1"', 'line 1 is not JSON', '第 1 行不是 JSON'],
  ['{"a":1}\n', 'line 1 is no receipt: id: ', '第 1 行不是回执：id：无效输入'],
  ['[{"a":1}]', 'receipt 1 is no receipt', '第 1 条回执不是回执'],
  ['[{"a":1}', 'the file is not JSON, or ends too early', '文件不是 JSON，或提前结束'],
  ['{"log":{"entries":{}}}', 'log.entries is expected to be an array', 'log.entries 应为数组'],
  ['{"log":{"entries":[{}]}}', 'entry 1 is no request as HAR 1.2', '第 1 个条目不是 HAR 1.2 的请求'],
  ['id,seq,kind\nr1,x,report\n', 'record 2, seq is not JSON', '第 2 条记录的 seq 不是 JSON'],
  ['phone,biz_id\n,1^0\n', 'record 2 is no send: a phone number', '第 2 条记录不是发送记录：缺少手机号'],
  ['POST / HTTP/1.1\nHost', 'a request line, headers', '应依次为请求行、请求头'],
])('%j is refused in both languages, with the place', async (text, en, zh) => {
  const refusal = await refusalOf(text)
  expect(refusal?.said.en).toContain(en)
  expect(refusal?.said.zh).toContain(zh)
  expect(refusal?.message).toBe(refusal?.said.en)
})
