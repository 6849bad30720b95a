import { field } from './writeXml.ts'
import { childOf, rawTextOf, textOf, type XmlElement } from './xmlElement.ts'

/** The type is NUMBER, STRING, BOOLEAN or BINARY; a binary value is base64. */
export type MessageProperty = { readonly name: string; readonly value: string; readonly type: string }

/** What newer clients send beside a body and expect back with it; the service reads none of it. */
export type MessageProperties = {
  readonly user: readonly MessageProperty[]
  readonly system: readonly MessageProperty[]
  readonly groupId: string | null
}

export function messagePropertyFields(properties: MessageProperties | null): string {
  if (properties === null) return ''
  return (
    listOf('UserProperties', 'PropertyValue', properties.user) +
    listOf('SystemProperties', 'SystemPropertyValue', properties.system) +
    field('MessageGroupId', properties.groupId)
  )
}

/** Null where a message has none of them, as nearly all have. */
export function messagePropertiesOf(message: XmlElement): MessageProperties | null {
  const user = childOf(message, 'UserProperties')
  const system = childOf(message, 'SystemProperties')
  const groupId = textOf(message, 'MessageGroupId')
  if (user === undefined && system === undefined && groupId === null) return null
  return {
    user: propertiesIn(user, 'PropertyValue'),
    system: propertiesIn(system, 'SystemPropertyValue'),
    groupId,
  }
}

function listOf(list: string, item: string, properties: readonly MessageProperty[]): string {
  if (properties.length === 0) return ''
  let content = ''
  for (const { name, value, type } of properties) {
    content += `<${item}>${field('Name', name)}${field('Value', value)}${field('Type', type)}</${item}>`
  }
  return `<${list}>${content}</${list}>`
}

function propertiesIn(list: XmlElement | undefined, item: string): MessageProperty[] {
  const items = list?.children.filter(({ name }) => name === item) ?? []
  return items.map(property => ({
    name: textOf(property, 'Name') ?? '',
    value: rawTextOf(property, 'Value') ?? '',
    type: textOf(property, 'Type') ?? '',
  }))
}
