const plural = (count: number, one: string, other: string) => (count === 1 ? one : other)

export const firstRunEnglish = {
  madeUp: 'These receipts are made up.',
  madeUpHint: 'The built-in simulator sends them until an account is added. What would you like to do?',
  toReceipts: 'To the receipts',
  toConsole: 'Back to the SQL console',
  back: 'Other ways to begin',
  titleOf: { choices: 'How to begin', connect: 'Connect an account', endpoint: 'Debug an endpoint' },
  introOf: {
    choices:
      'Each of these ways shows something real within a minute. You can come back here from the command palette.',
    connect:
      'Receipts are read from the queues of your account. It begins by peeking: nothing is taken out of a queue until you say so. The secret is sealed on this machine.',
    endpoint:
      'This address takes pushes from MNS topics and from the SMS service, keeps every byte and checks every signature.',
  },
  choice: {
    simulator: 'Try with the simulator',
    connect: 'Connect an account',
    endpoint: 'Debug an endpoint',
  },
  choiceHint: {
    simulator:
      'Twenty texts to nobody and their receipts, some of them failed. Without an account, without a network.',
    connect:
      'An AccessKey and the name of a queue. The connection is checked step by step; nothing is taken out.',
    endpoint:
      'Push something to this machine, see what arrived, whether its signature holds, and if not, why.',
  },
  step: {
    account: '1. The account',
    check: '2. Can it be reached?',
    watch: '3. Watch a queue',
    address: '1. The address',
    send: '2. Send something to it',
  },
  unknownQueue: 'Not sure what the queue is called?',
  browse: 'Browse the account’s queues',
  address: 'the endpoint’s address',
  addressHint:
    'Give it to a subscription or to the SMS console. From outside it needs a tunnel: the Pushes panel says how.',
  command: 'the command',
  sendHint: 'Or let the simulator push with a signature, from the Pushes panel.',
  waiting: 'Waiting for the first push…',
  arrived: (count: number, shown: string) => `${shown} ${plural(count, 'push', 'pushes')} arrived`,
  lookAtIt: 'Look at it',
  openPushes: 'Open Pushes',
  endpointOff: 'The endpoint does not listen',
}
