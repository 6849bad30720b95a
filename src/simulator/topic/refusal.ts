/** The documented codes with which topic and subscription operations refuse a request. */
export type TopicErrorCode =
  | 'TopicAlreadyExist'
  | 'TopicNameInvalid'
  | 'TopicNameLengthError'
  | 'TopicNotExist'
  | 'SubscriptionAlreadyExist'
  | 'SubscriptionNameInvalid'
  | 'SubscriptionNameLengthError'
  | 'SubscriptionNotExist'
  | 'EndpointInvalid'
  | 'InvalidArgument'

/** `message` stands where the catalogue's text for the code has blanks to fill; null where it has none. */
export type Refusal = {
  readonly outcome: 'refused'
  readonly code: TopicErrorCode
  readonly message: string | null
}

export function refuse(code: TopicErrorCode, message: string | null = null): Refusal {
  return { outcome: 'refused', code, message }
}
