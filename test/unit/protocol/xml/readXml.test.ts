import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { readXml, requestLimits } from '../../../../src/protocol/xml/readXml.ts'
import { escapeText } from '../../../../src/protocol/xml/writeXml.ts'
import type { XmlElement } from '../../../../src/protocol/xml/xmlElement.ts'
import { describeXmlProblem } from '../../../../src/protocol/xml/xmlProblem.ts'

const literals = new Set(['MessageBody'])
const read = (xml: string | Uint8Array, limits = requestLimits) => readXml(xml, limits, literals)

function value(xml: string | Uint8Array): XmlElement {
  const result = read(xml)
  if (!result.ok) throw new Error(describeXmlProblem(result.problem))
  return result.value
}

function problem(xml: string | Uint8Array, limits = requestLimits): string {
  const result = read(xml, limits)
  if (result.ok) throw new Error(`accepted as ${JSON.stringify(result.value)}`)
  return `${result.problem.kind}: ${describeXmlProblem(result.problem)}`
}

describe('what the wire really carries', () => {
  test.each([
    ['no declaration', '<M><a>1</a></M>'],
    ['a declaration', '<?xml version="1.0" encoding="UTF-8" ?>\n<M><a>1</a></M>'],
    ['a byte order mark', '\uFEFF<?xml version="1.0"?><M><a>1</a></M>'],
    ['one spelling of the namespace', '<M xmlns="http://mns.aliyuncs.com/doc/v1/"><a>1</a></M>'],
    ['the other', "<M xmlns='http://mns.aliyuncs.com/doc/v1' ><a>1</a></M>"],
    ['a prefix', '<m:M xmlns:m="http://mns.aliyuncs.com/doc/v1/"><m:a>1</m:a></m:M>'],
    ['spaces inside tags', '<M ><a >1</a ></M\n>'],
    ['comments', '<!-- <M> --><M><!-- > --><a>1<!-- & --></a></M><!-- -->'],
    ['CDATA', '<M><a><![CDATA[1]]></a></M>'],
    ['character references', '<M><a>&#49;</a></M>'],
    ['attributes further in', '<M><a type="x > y" b=\'"\'>1</a></M>'],
  ])('%s', (_name, xml) => {
    for (const input of [xml, Buffer.from(xml)]) {
      const root = value(input)
      expect([root.name, root.children.map(child => [child.name, child.text])]).toEqual(['M', [['a', '1']]])
    }
  })

  test('attributes are kept with their references resolved', () => {
    expect(value('<M a="&lt;1&#x4E2D;" b=""/>').attributes).toEqual([
      ['a', '<1中'],
      ['b', ''],
    ])
  })

  test('white space in text is text', () => {
    expect(value('<M><MessageBody> \r\n\ta  </MessageBody></M>').children[0]?.text).toBe(' \r\n\ta  ')
  })
})

describe('a body whose sender escapes nothing', () => {
  test.each([
    ['hi <b>', true],
    ['hi <b>x</b> &amp; <br/>', true],
    ['fish & chips', true],
    ['&nbsp;&lt;', true],
    ['<!DOCTYPE x>', true],
    ['<!-- kept -->', true],
    ['</MessageBodyguard>', true],
    ['<![CDATA[never closed', true],
    ['a &lt; b &amp;&amp; c', false],
  ])('%s', (body, literal) => {
    const element = value(`<M><MessageBody>${body}</MessageBody><P>1</P></M>`)
    expect(element.children[0]?.literal).toBe(literal)
    expect(element.children[0]?.text).toBe(literal ? body : 'a < b && c')
    expect(element.children[1]?.text).toBe('1')
  })

  test('an end tag inside CDATA is text', () => {
    const xml = '<M><MessageBody>a<![CDATA[</MessageBody> &amp;]]>&amp;<![CDATA[]]></MessageBody></M>'
    expect(value(xml).children[0]).toMatchObject({ text: 'a</MessageBody> &amp;&', literal: false })
  })
})

describe('refusals say what was expected and seen', () => {
  test.each([
    ['', 'malformed: expected a root element, saw an empty document at character 0'],
    ['plain', 'malformed: expected markup outside the root element, saw "plain" at character 0'],
    ['<M>', 'malformed: expected </M>, saw the end of the document at character 3'],
    ['<M><a>1</b></M>', 'malformed: expected </a>, saw "</b>" at character 7'],
    ['<M/></M>', 'malformed: expected a start tag, saw "</M>" at character 4'],
    ['<M/><N/>', 'malformed: expected one root element, saw a second one, <N> at character 4'],
    ['<M><1/></M>', 'malformed: expected an element name, saw "<1/>" at character 3'],
    ['<M><a', 'malformed: expected ">" at the end of a tag, saw the end of the document at character 3'],
    ['<M a="1" a="2"/>', 'malformed: expected every attribute once, saw a twice at character 0'],
    [
      '<!DOCTYPE M [<!ENTITY x "y">]><M>&x;</M>',
      'malformed: expected an element (a DTD is not accepted), saw "<!DOCTYPE M [<!ENTITY x \\"y\\">]><M>&x;</M>" at character 0',
    ],
    [
      '<M><a>&x;</a></M>',
      'malformed: expected &lt; &gt; &amp; &quot; &apos; or a character reference after "&", saw "&x;" at character 6',
    ],
  ])('%s', (xml, expected) => {
    expect(problem(xml)).toBe(expected)
  })

  test.each(['&#0;', '&#xD800;', '&#x110000;', '&#;', '&#xg;', '&#99999999999;', '&amp'])(
    'the reference %s',
    reference => {
      expect(problem(`<M><a>${reference}</a></M>`)).toContain('character reference')
    },
  )

  test('bytes that are not UTF-8', () => {
    expect(problem(Buffer.from([0x3c, 0xff, 0xfe]))).toBe(
      'malformed: expected XML in UTF-8, saw bytes that are not UTF-8',
    )
  })

  test('size counts bytes, not characters', () => {
    const xml = `<M>${'中'.repeat(10)}</M>`
    const limits = { maxBytes: 36, maxDepth: 4 }
    expect(problem(xml, limits)).toBe('limit: expected at most 36 bytes of XML, saw 37 bytes')
    expect(read(xml, { maxBytes: 37, maxDepth: 4 }).ok).toBe(true)
  })

  test('depth', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(read(nested(12)).ok).toBe(true)
    expect(problem(nested(13))).toBe(
      'limit: expected at most 12 nested elements, saw <a> deeper than that at character 36',
    )
  })
})

test('names that mean something to JavaScript are only names', () => {
  const root = value('<__proto__ constructor="1"><toString>x</toString><__proto__>y</__proto__></__proto__>')
  expect(root.children.map(child => child.name)).toEqual(['toString', '__proto__'])
  expect(({} as Record<string, unknown>).y).toBeUndefined()
})

test.each([
  ['end tags that are none', `<M><MessageBody>${'</MessageBody x'.repeat(25_000)}</MessageBody></M>`],
  ['unclosed CDATA sections', `<M>${'<MessageBody><![CDATA[</MessageBody>'.repeat(10_000)}</M>`],
  ['closed CDATA sections', `<M><MessageBody>${'<![CDATA[]]>'.repeat(30_000)}</MessageBody></M>`],
  ['ampersands', `<M><MessageBody>${'&'.repeat(390_000)};</MessageBody></M>`],
  ['attributes', `<M ${'a="" '.repeat(78_000)}/>`],
  ['white space in a tag', `<M${' '.repeat(390_000)}=/>`],
  ['elements', `<M>${'<a/>'.repeat(90_000)}</M>`],
])('hostile input takes time in proportion to its size: %s', (_name, xml) => {
  const before = performance.now()
  read(xml)
  expect(performance.now() - before).toBeLessThan(2000)
})

type Tree = { name: string; attributes: [string, string][]; children: (Tree | string)[] }

const tree = fc.letrec<{ node: Tree }>(tie => ({
  node: fc.record({
    name: fc.constantFrom('Message', 'Queue', 'a', 'b-c', 'd.e', '中'),
    attributes: fc.uniqueArray(fc.tuple(fc.constantFrom('x', 'y'), fc.string({ unit: 'binary' })), {
      selector: ([name]) => name,
    }),
    children: fc.array(fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'grapheme' }), tie('node')), {
      maxLength: 4,
    }),
  }),
})).node

function writeTree(node: Tree): string {
  const attributes = node.attributes.map(
    ([key, text]) => ` ${key}="${escapeText(text).replaceAll('"', '&quot;')}"`,
  )
  const content = node.children.map(child =>
    typeof child === 'string' ? escapeText(child) : writeTree(child),
  )
  return `<${node.name}${attributes.join('')}>${content.join('')}</${node.name}>`
}

const oracle = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  preserveOrder: true,
  htmlEntities: true,
})

type OracleNode = { [name: string]: OracleNode[] | string }

function flatten(element: XmlElement): unknown {
  return [element.name, element.text, element.children.map(flatten)]
}

function flattenOracle(node: OracleNode): unknown {
  const [name] = Object.keys(node).filter(key => key !== ':@')
  const content = name === undefined ? [] : node[name]
  if (name === undefined || !Array.isArray(content)) throw new Error('not an element')
  const text = content.map(item => item['#text']).filter(item => typeof item === 'string')
  const children = content.filter(item => item['#text'] === undefined)
  return [name, text.join(''), children.map(flattenOracle)]
}

test('agrees with an independent reader on documents both take', () => {
  fc.assert(
    fc.property(tree, node => {
      const xml = writeTree(node)
      const [root]: OracleNode[] = oracle.parse(xml)
      if (root === undefined) throw new Error('the oracle saw nothing')
      const ours = readXml(xml, { maxBytes: 1e7, maxDepth: 1000 })
      expect(ours.ok && flatten(ours.value)).toEqual(flattenOracle(root))
    }),
    { numRuns: 300 },
  )
})

test('takes nothing that an independent validator refuses', () => {
  const whole = `<M a="1" b='2'><x>t &amp; u</x><y/><z><![CDATA[<q>]]></z><!-- c --></M>`
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    '&',
    '"',
    '=',
    ' ',
    '!',
    '?',
    '-',
    ']',
    'a',
    ';',
    '<a>',
    '</a>',
    '-->',
  )
  const edit = fc.tuple(fc.nat(whole.length), fc.nat(2), piece)
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), edits => {
      const xml = edits.reduce(
        (text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut),
        whole,
      )
      if (readXml(xml, requestLimits).ok) expect(XMLValidator.validate(xml), xml).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

test('never throws, whatever it is given', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '/',
    '!',
    '?',
    '&',
    ';',
    '[CDATA[',
    ']]>',
    '--',
    '<M>',
    '</M>',
    ' ',
    '=',
    '"',
    'a',
    '\u0000',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces).map(parts => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      xml => {
        read(xml)
        read(`<M><MessageBody>${xml}</MessageBody></M>`)
      },
    ),
    { numRuns: 2000 },
  )
})
