export type ErrorEntry = { readonly code: string; readonly status: number; readonly message: string }

const table: Readonly<Record<string, readonly [status: number, message: string]>> = {
  AccessDenied: [403, 'The OwnerId that your Access Key Id associated to is forbidden for this operation.'],
  AccessDeniedByRamPolicy: [403, 'The request is denied by ram policy.'],
  InvalidAccessKeyId: [403, 'The AccessKey Id you provided is not exist.'],
  InternalError: [500, 'Internal error.'],
  InvalidAuthorizationHeader: [400, 'The Authorization header format is invalid.'],
  InvalidDateHeader: [400, 'The Date header format is invalid.'],
  InvalidArgument: [400, 'The XML you provided did not validate against our published schema.'],
  InvalidDigest: [400, 'The Content-MD5 you specified is invalid.'],
  InvalidRequestURL: [400, 'Http request URL format invalid.'],
  InvalidQueryString: [400, 'Http request URL contains invalid querystring item.'],
  MalformedXML: [400, 'The XML you provided was not well-formed.'],
  MissingAuthorizationHeader: [400, 'Authorization header is required.'],
  MissingDateHeader: [400, 'Date header is required.'],
  MissingVersionHeader: [400, 'x-mns-version header is required.'],
  MissingReceiptHandle: [400, 'ReceiptHandle is required.'],
  MissingVisibilityTimeout: [400, 'VisibilityTimeout is required.'],
  MessageNotExist: [404, 'Message not exist.'],
  QueueAlreadyExist: [409, 'The queue you want to create is already exist.'],
  InvalidQueueName: [
    400,
    'The queue name you provided is invalid. QueueName should start with alpha and contain only alpha, digit or -.',
  ],
  QueueNameLengthError: [400, 'Queue name length should between 1 and 256.'],
  QueueNotExist: [404, 'The queue name you provided is not exist.'],
  QueueNumExceededLimit: [400, 'The number of the queues you created has exceeded the limit.'],
  ReceiptHandleError: [400, 'The receipt handle you provide is not valid.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ],
  TimeExpired: [408, 'The http request you sent is expired.'],
  QpsLimitExceeded: [400, 'The qps limit of the queue is exceeded'],
  TopicAlreadyExist: [409, 'The topic you want to create already exists.'],
  TopicNameInvalid: [
    400,
    'The topic name you provided is invalid. TopicName should start with alpha or digit and contain only alpha, digit or -.',
  ],
  TopicNameLengthError: [400, 'Topic name length is out of range, should be between 1 and 256.'],
  TopicNotExist: [404, 'The Topic you provided does not exist.'],
  SubscriptionAlreadyExist: [409, 'The subscription you want to create already exists.'],
  SubscriptionNameInvalid: [
    400,
    'The subscription name you provided is invalid. SubscriptionName should start with alpha or digit and contain only alpha, digit or -.',
  ],
  SubscriptionNameLengthError: [
    400,
    'Subscription name length is out of range, should be between 1 and 256.',
  ],
  SubscriptionNotExist: [404, 'The subscription you provided does not exist.'],
  EndpointInvalid: [400, 'The format of endpoint you provided is invalid.'],
}

/** A code's status and words; one that nobody knows is answered as an internal error under its own name. */
export function errorEntry(code: string): ErrorEntry {
  const known = Object.hasOwn(table, code) ? table[code] : undefined
  return { code, status: known?.[0] ?? 500, message: known?.[1] ?? 'Internal error.' }
}
