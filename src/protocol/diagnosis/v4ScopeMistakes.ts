import { regions } from '../endpoint/regions.ts'
import { apsaraV4, publicV4 } from '../requestSignature/mnsV4.ts'
import { type Mistake, mistake } from './mistake.ts'
import { type V4Parts, withKey, withScope } from './v4Parts.ts'

const wrong = mistake<V4Parts>

/** The scope: which region, day, product and variant it was signed for. */
export function v4ScopeMistakes(parts: V4Parts): Mistake<V4Parts>[] {
  const { day, region, end } = parts.scope
  const other = end === publicV4.scopeEnd ? apsaraV4 : publicV4
  const own = other === publicV4 ? apsaraV4 : publicV4
  return [
    ...regions
      .filter(({ id }) => id !== region)
      .map(({ id }) =>
        wrong(
          'region',
          [
            { en: `it was signed for ${id}`, zh: `按地域 ${id} 签名` },
            { en: `it names ${region}`, zh: `应为其中写明的 ${region}` },
          ],
          withScope({ region: id }),
          'other-region',
        ),
      ),
    ...neighbours(day).map(near =>
      wrong(
        'day',
        [
          { en: `it was signed for the day ${near}`, zh: `按日期 ${near} 签名` },
          { en: `it names ${day}; days are those of UTC`, zh: `应为其中写明的 ${day}，日期按 UTC` },
        ],
        withScope({ day: near }),
        'other-scope',
      ),
    ),
    ...neighbours(day).map(near =>
      wrong(
        'day',
        [
          { en: `the key was made for the day ${near}`, zh: `密钥按日期 ${near} 派生` },
          { en: `it names ${day}; days are those of UTC`, zh: `应为其中写明的 ${day}，日期按 UTC` },
        ],
        withKey({ day: near }),
        'other-scope',
      ),
    ),
    ...['MNS', 'mq', 'smq', 'mqs', 'sms', 'dysmsapi', 'oss'].map(product =>
      wrong(
        'product',
        [
          { en: `it was signed for the product ${product}`, zh: `按产品 ${product} 签名` },
          { en: 'the product is mns', zh: '产品为 mns' },
        ],
        withScope({ product }),
        'other-scope',
      ),
    ),
    wrong(
      'variant',
      [
        { en: `it was signed by the rules of ${other.word}`, zh: `按 ${other.word} 的规则签名` },
        { en: `it names ${own.word}`, zh: `应为其中写明的 ${own.word}` },
      ],
      parts =>
        withKey({ prefix: other.keyPrefix })(
          withScope({ end: other.scopeEnd })({ ...parts, word: other.word }),
        ),
      'other-scope',
    ),
    wrong(
      'scope-end',
      [
        { en: `the scope ended in ${other.scopeEnd}`, zh: `范围以 ${other.scopeEnd} 结尾` },
        { en: `it ends in ${own.scopeEnd}`, zh: `范围以 ${own.scopeEnd} 结尾` },
      ],
      withScope({ end: other.scopeEnd }),
      'other-scope',
    ),
  ]
}

/** A developer's clock may show the day of their own time zone. */
function neighbours(day: string): string[] {
  const time = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6)))
  return [1, -1].map(days =>
    new Date(time + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''),
  )
}
