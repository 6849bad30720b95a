import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { conditions, describeCondition } from '../../../../src/protocol/errCodes/conditions.ts'
import { explainErrCode } from '../../../../src/protocol/errCodes/explainErrCode.ts'
import type { Origin } from '../../../../src/protocol/errCodes/origins.ts'
import { sharedDirectory } from '../../../sharedDirectory.ts'

/** Origins with their conditions, in the order given. */
function said(code: string, hint: Parameters<typeof explainErrCode>[1] = null): string[] {
  return explainErrCode(code, hint).groups.map(
    ({ origin, meanings }) => `${origin}: ${meanings.map(({ condition }) => condition).join(' ')}`,
  )
}

describe('one code, every meaning', () => {
  test('a code that two carriers use differently', () => {
    expect(said('ID:0013')).toEqual(['mobile: noSuchNumber', 'telecom: carrierFault'])
    expect(explainErrCode('ID:0013').retry).toBe('unclear')
  })

  test('the number’s carrier comes first and is marked, the others stay', () => {
    expect(said('ID:0013', 'telecom')).toEqual(['telecom: carrierFault', 'mobile: noSuchNumber'])
    expect(explainErrCode('ID:0013', 'telecom').groups.map(({ hinted }) => hinted)).toEqual([true, false])
    expect(said('ID:0013', 'broadnet')).toEqual(said('ID:0013'))
  })

  test('a code that only another carrier lists is said for the number’s carrier by its family', () => {
    expect(said('MK:0001')).toEqual(['telecom: noSuchNumber'])
    expect(said('MK:0001', 'mobile')).toEqual(['mobile: undelivered', 'telecom: noSuchNumber'])
    expect(said('MK:0001', 'telecom')).toEqual(['telecom: noSuchNumber'])
  })

  test.each([
    ['DELIVERED', ['any: delivered'], 'needless'],
    ['DB:0141', ['mobile: blacklist'], 'no'],
    ['MK:0005', ['telecom: off'], 'later'],
    [' mk:0001 ', ['telecom: noSuchNumber'], 'no'],
    ['-37', ['supplier: off'], 'later'],
    ['UNKNOW', ['any: unknownReason'], 'unclear'],
    ['ID:0045', ['mobile: quota'], 'later'],
    ['SIGFAIL', ['supplier: signature'], 'after-change'],
  ])('%s', (code, expected, retry) => {
    expect(said(code)).toEqual(expected)
    expect(explainErrCode(code).retry).toBe(retry)
  })

  test('codes longer than the ten characters that are kept', () => {
    expect(said('MOBILEBLACK')).toEqual(['telecom: blacklist'])
    expect(said('SPMSERR:136')[0]).toMatch(/^telecom: .*subscription/)
    expect(explainErrCode('MOBILEBLACK').groups[0]?.meanings[0]?.match).toBe('cut-code')
  })

  test('platform names in full and cut', () => {
    expect(said('isv.BUSINESS_LIMIT_CONTROL')).toEqual(['platform: perNumberCap'])
    expect(said('isv.BUSINE')).toEqual(['platform: perNumberCap'])
    expect(said('isv.PARAM').join()).toContain('content')
    expect(said('isv.PARAM').join()).toContain('tooLong')
    expect(said('VALVE:D_MC')).toEqual(['platform: perNumberCap'])
  })

  test('an unlisted code of a known family, and one of none', () => {
    const [group] = explainErrCode('MN:0099').groups
    expect(group?.meanings[0]).toMatchObject({ condition: 'rejected', match: 'family' })
    expect(explainErrCode('NEVERHEARD')).toEqual({ code: 'NEVERHEARD', groups: [], retry: 'unclear' })
    expect(explainErrCode('')).toEqual({ code: '', groups: [], retry: 'unclear' })
  })
})

test('every condition is described in both languages, whole sentences', () => {
  for (const condition of conditions) {
    const { meaning, advice } = describeCondition(condition)
    for (const text of [meaning.en, advice.en]) expect(text).toMatch(/^[A-Z].*\.$/)
    for (const text of [meaning.zh, advice.zh])
      expect(text).toMatch(/^[\u4e00-\u9fff].*。$|^该 AccessKey.*。$/)
  }
})

const tableFile = join(sharedDirectory ?? '', 'reference/vectors/errcodes.tsv')

describe.skipIf(!existsSync(tableFile))('against the reference table (absent: skipped)', () => {
  const originOf: Readonly<Record<string, Origin>> = {
    移动: 'mobile',
    联通: 'unicom',
    电信: 'telecom',
    供应商: 'supplier',
    阿里平台: 'platform',
  }
  const rows = existsSync(tableFile)
    ? readFileSync(tableFile, 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map(line => {
          const [provider = '', code = '', meaning = ''] = line.split('\t')
          return { origin: originOf[provider], code: code.replace(/^(\d+)[-～]\d+$/, '$1'), meaning }
        })
    : []
  const meaningsOf = (row: { origin: Origin | undefined; code: string }) =>
    explainErrCode(row.code).groups.find(({ origin }) => origin === row.origin)?.meanings ?? []

  test('at least 99 % of its rows have an explanation by the origin that coined the code', () => {
    const explained = rows.filter(row => meaningsOf(row).some(({ match }) => match !== 'family'))
    expect(rows.length).toBeGreaterThan(1700)
    expect(explained.length / rows.length).toBeGreaterThan(0.99)
  })

  test.each([
    [/^关机$/, 'off'],
    [/^空号$/, 'noSuchNumber'],
    [/^用户欠费停机$/, 'arrears'],
    [/黑名单$/, 'blacklist'],
    [/^签名/, 'signature'],
    [/^(?:敏感词|关键字)拦截$/, 'content'],
    [/^内存满$/, 'memoryFull'],
    [/流量控制|超速|信息发送速度过快/, 'rate'],
    [/^停机或关机或不在服务区$/, 'offOrStopped'],
    [/^余额不足$/, 'balance'],
  ])('rows meaning %s say %s', (pattern, condition) => {
    const chosen = rows.filter(({ origin, meaning }) => {
      return pattern.test(meaning) && (condition !== 'balance' || origin === 'supplier')
    })
    expect(chosen.length).toBeGreaterThan(0)
    const others = chosen.filter(row => !meaningsOf(row).some(meaning => meaning.condition === condition))
    expect(others.length / chosen.length).toBeLessThan(0.12)
  })

  test('no sentence of it is ours', () => {
    const theirs = new Set(
      rows.map(({ meaning }) => meaning.replace(/。$/, '')).filter(text => text.length > 6),
    )
    const ours = conditions.map(condition => describeCondition(condition).meaning.zh.replace(/。$/, ''))
    expect(ours.filter(text => theirs.has(text))).toEqual([])
  })
})
