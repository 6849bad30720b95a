const names = [
  'TopicOwner',
  'TopicName',
  'Subscriber',
  'SubscriptionName',
  'MessageId',
  'MessageTag',
  'PublishTime',
  'SigningCertURL',
] as const

export type NotificationFields = Partial<Record<(typeof names)[number], string>>

/** Whatever of a notification's fields can be seen in a body that may be damaged; for guessing only, never for trusting. */
export function readNotificationFields(body: Uint8Array): NotificationFields {
  const text = Buffer.from(body.subarray(0, 128 * 1024)).toString('utf8')
  const fields: NotificationFields = {}
  for (const name of names) {
    const match =
      new RegExp(`<${name}>([^<]{1,1024})</`).exec(text) ??
      new RegExp(`"${name}"\\s*:\\s*"?([^",}]{1,1024})`).exec(text)
    if (match?.[1] !== undefined) fields[name] = match[1].trim()
  }
  return fields
}
