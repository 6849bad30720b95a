/** The published client carries no types; this is as much of it as the tests use. */
declare module '@alicloud/mns' {
  type Answer<Body> = { code: number; headers: Record<string, string>; body: Body }
  type Fields = Record<string, string>

  class MnsClient {
    constructor(
      accountId: string,
      options: {
        endpoint: string
        accessKeyId: string
        accessKeySecret: string
        securityToken?: string
      },
    )
    createQueue(name: string, attributes?: object): Promise<Answer<undefined>>
    deleteQueue(name: string): Promise<Answer<undefined>>
    listQueue(marker?: string, limit?: number, prefix?: string): Promise<Answer<Fields[]>>
    getQueueAttributes(name: string): Promise<Answer<Fields>>
    setQueueAttributes(name: string, attributes: object): Promise<Answer<undefined>>
    sendMessage(queue: string, message: object): Promise<Answer<Fields>>
    batchSendMessage(queue: string, messages: object[]): Promise<Answer<Fields[]>>
    receiveMessage(queue: string, waitSeconds?: number): Promise<Answer<Fields>>
    batchReceiveMessage(queue: string, count: number, waitSeconds?: number): Promise<Answer<Fields[]>>
    peekMessage(queue: string): Promise<Answer<Fields>>
    batchPeekMessage(queue: string, count: number): Promise<Answer<Fields[]>>
    deleteMessage(queue: string, receiptHandle: string): Promise<Answer<undefined>>
    batchDeleteMessage(queue: string, receiptHandles: string[]): Promise<Answer<Fields[] | undefined>>
    createTopic(name: string, attributes: object): Promise<Answer<undefined>>
    listTopic(marker?: string, limit?: number, prefix?: string): Promise<Answer<Fields[]>>
    getTopicAttributes(name: string): Promise<Answer<Fields>>
    setTopicAttributes(name: string, attributes: object): Promise<Answer<undefined>>
    publishMessage(topic: string, message: object): Promise<Answer<Fields>>
    changeMessageVisibility(queue: string, receiptHandle: string, seconds: number): Promise<Answer<Fields>>
  }

  export = MnsClient
}
