import type { SimulatorAccess } from '../../contract/simulator.ts'

export type Snippet = {
  sdk: 'java' | 'go' | 'python' | 'php' | 'node' | 'csharp'
  title: string
  /** The package as its registry knows it. */
  install: string
  code: string
}

/** A queue, a message in it, the message out of it and away: with each SDK's own names. */
export function snippets(access: SimulatorAccess): Snippet[] {
  return [java(access), go(access), python(access), php(access), node(access), csharp(access)]
}

const java = ({ endpoint, accessKeyId, accessKeySecret }: SimulatorAccess): Snippet => ({
  sdk: 'java',
  title: 'Java',
  install: 'com.aliyun.mns:aliyun-sdk-mns:1.1.8',
  code: `import com.aliyun.mns.client.*;
import com.aliyun.mns.model.*;

public class Orders {
    public static void main(String[] args) {
        CloudAccount account = new CloudAccount(
            "${accessKeyId}",
            "${accessKeySecret}",
            "${endpoint}");
        MNSClient client = account.getMNSClient();

        QueueMeta meta = new QueueMeta();
        meta.setQueueName("orders");
        CloudQueue queue = client.createQueue(meta);

        Message message = new Message();
        message.setMessageBody("hello");
        System.out.println(queue.putMessage(message).getMessageId());

        Message received = queue.popMessage(10);
        System.out.println(received.getMessageBody());
        queue.deleteMessage(received.getReceiptHandle());
        client.close();
    }
}
`,
})

const go = ({ endpoint, region, accessKeyId, accessKeySecret }: SimulatorAccess): Snippet => ({
  sdk: 'go',
  title: 'Go',
  install: 'github.com/aliyun/aliyun-mns-go-sdk',
  code: `package main

import (
	"fmt"

	ali_mns "github.com/aliyun/aliyun-mns-go-sdk"
)

// The queue "orders" must exist. Before 2.0.1 the SDK takes no endpoint but Alibaba Cloud's own.
func main() {
	client, err := ali_mns.NewAliMNSClientWithConfig(ali_mns.AliMNSClientConfig{
		EndPoint:        "${endpoint}",
		Region:          "${region}",
		AccessKeyId:     "${accessKeyId}",
		AccessKeySecret: "${accessKeySecret}",
	})
	if err != nil {
		panic(err)
	}
	queue, err := ali_mns.NewMNSQueue("orders", client)
	if err != nil {
		panic(err)
	}
	sent, err := queue.SendMessage(ali_mns.MessageSendRequest{MessageBody: "hello", Priority: 8})
	if err != nil {
		panic(err)
	}
	fmt.Println(sent.MessageId)

	received := make(chan ali_mns.MessageReceiveResponse, 1)
	failed := make(chan error, 1)
	queue.ReceiveMessage(received, failed, 10)
	select {
	case message := <-received:
		fmt.Println(message.MessageBody)
		fmt.Println(queue.DeleteMessage(message.ReceiptHandle))
	case err := <-failed:
		fmt.Println(err)
	}
}
`,
})

const python = ({ endpoint, accessKeyId, accessKeySecret }: SimulatorAccess): Snippet => ({
  sdk: 'python',
  title: 'Python',
  install: 'pip install aliyun-mns-sdk',
  code: `from mns.account import Account
from mns.queue import Message, QueueMeta

account = Account("${endpoint}", "${accessKeyId}", "${accessKeySecret}")
queue = account.get_queue("orders")
queue.create(QueueMeta())

print(queue.send_message(Message("hello")).message_id)

received = queue.receive_message_with_str_body(10)
print(received.message_body)
queue.delete_message(received.receipt_handle)
`,
})

const php = ({ endpoint, accessKeyId, accessKeySecret }: SimulatorAccess): Snippet => ({
  sdk: 'php',
  title: 'PHP',
  install: 'github.com/aliyun/aliyun-mns-php-sdk',
  code: `<?php
require_once 'mns-autoloader.php';

use AliyunMNS\\Client;
use AliyunMNS\\Requests\\CreateQueueRequest;
use AliyunMNS\\Requests\\SendMessageRequest;

$client = new Client('${endpoint}', '${accessKeyId}', '${accessKeySecret}');
$client->createQueue(new CreateQueueRequest('orders'));
$queue = $client->getQueueRef('orders');

echo $queue->sendMessage(new SendMessageRequest('hello'))->getMessageId(), PHP_EOL;

$received = $queue->receiveMessage(10);
echo $received->getMessageBody(), PHP_EOL;
$queue->deleteMessage($received->getReceiptHandle());
`,
})

const node = ({ endpoint, accountId, accessKeyId, accessKeySecret }: SimulatorAccess): Snippet => ({
  sdk: 'node',
  title: 'Node',
  install: 'npm install @alicloud/mns',
  code: `const MNSClient = require('@alicloud/mns')

const client = new MNSClient('${accountId}', {
  endpoint: '${endpoint}',
  accessKeyId: '${accessKeyId}',
  accessKeySecret: '${accessKeySecret}',
})

async function main() {
  await client.createQueue('orders')

  const sent = await client.sendMessage('orders', {
    MessageBody: Buffer.from('hello').toString('base64'),
  })
  console.log(sent.body.MessageId)

  const received = await client.receiveMessage('orders', 10)
  console.log(Buffer.from(received.body.MessageBody, 'base64').toString())
  await client.deleteMessage('orders', received.body.ReceiptHandle)
}

main()
`,
})

const csharp = ({ endpoint, accessKeyId, accessKeySecret }: SimulatorAccess): Snippet => ({
  sdk: 'csharp',
  title: 'C#',
  install: 'Aliyun.MNS for .NET',
  code: `using System;
using Aliyun.MNS;
using Aliyun.MNS.Model;

IMNS client = new MNSClient(
    "${accessKeyId}",
    "${accessKeySecret}",
    "${endpoint}");
Queue queue = client.CreateQueue("orders");

var sent = queue.SendMessage(new SendMessageRequest("hello"));
Console.WriteLine(sent.MessageId);

var received = queue.ReceiveMessage();
Console.WriteLine(received.Message.Body);
queue.DeleteMessage(received.Message.ReceiptHandle);
`,
})
