import { createCertificatePart } from './certificate/certificatePart.ts'
import { Certificates, type NamedCertificate } from './certificate/certificates.ts'
import type { CertificateKind } from './certificate/createCertificate.ts'
import { Outbox } from './outbox/outbox.ts'
import { createOutboxPart } from './outbox/outboxPart.ts'
import type { Part, Surroundings } from './part.ts'
import { createCourier } from './push/courier.ts'
import type { HttpSender } from './push/httpSender.ts'
import { drawPushFault } from './push/pushFaults.ts'
import { createPushPart, defaultPushSettings, type PushSettings } from './push/pushPart.ts'
import type { PushSigner } from './push/pushRequest.ts'
import { CallbackPusher } from './sms/callbackPusher.ts'
import { chinaDay } from './sms/chinaDay.ts'
import { createReceiptDelivery } from './sms/receiptDelivery.ts'
import { SendLog } from './sms/sendLog.ts'
import { SmsCatalogue } from './sms/smsCatalogue.ts'
import { SmsGateway } from './sms/smsGateway.ts'
import { SmsLedger } from './sms/smsLedger.ts'
import { createSmsPart } from './sms/smsPart.ts'
import { createTopicPart } from './topic/topicPart.ts'
import { tellFate } from './traffic/tellFate.ts'
import { TrafficGenerator } from './traffic/trafficGenerator.ts'
import type { TrafficSettings } from './traffic/trafficMix.ts'
import { createTrafficPart } from './traffic/trafficPart.ts'

export type NotificationOptions = {
  /** What the server believes the time to be: a skew shows in the date of its pushes too. */
  readonly serverNow: () => number
  readonly traffic: TrafficSettings
  readonly certificate: CertificateKind
  readonly strict: boolean
  readonly openSender: (() => HttpSender) | null
}

export type NotificationParts = {
  readonly parts: readonly Part[]
  readonly certificateUrl: () => string
  /** Who signs pushes just now. */
  readonly signer: () => PushSigner
  /** Live: a change shows in the next push. */
  readonly pushSettings: PushSettings
}

/** Everything that leaves the simulator by itself: topics and their pushes, SMS and their receipts, traffic. */
export async function createNotificationParts(
  around: Surroundings,
  options: NotificationOptions,
): Promise<NotificationParts> {
  const { clock, wall, trace, documents, endpoint } = around
  const certificates = await Certificates.open(documents, wall.now, options.certificate)
  const certificateUrl = () => `${endpoint()}/${certificates.current.name}`
  const sender = options.openSender?.() ?? (await openUsualSender())
  const outbox = new Outbox()
  const ledger = new SmsLedger(documents)
  const log = new SendLog(chinaDay, { onForget: sent => ledger.strike(sent) })
  const catalogue = new SmsCatalogue(options.strict)
  const callbacks = new CallbackPusher({ clock, wall, sender, record: trace.record })
  const fates = around.random('fates')
  const gateway = new SmsGateway({
    clock,
    log,
    catalogue,
    outbox,
    tellFate: phone => tellFate(phone, traffic.settings, fates),
    sink: createReceiptDelivery(around, callbacks),
    ledger,
  })
  const traffic = new TrafficGenerator(
    {
      clock,
      wall,
      random: around.random('traffic'),
      nextBizId: () => gateway.nextBizId(),
      accept: (sent, fate) => gateway.accept(sent, fate),
    },
    options.traffic,
  )
  const pushSettings = defaultPushSettings()
  const faultDraws = around.random('push-faults')
  const signer = () => ({
    privateKey: certificates.current.privateKey,
    certificateUrl: certificateUrl(),
  })
  const http = {
    sender,
    now: options.serverNow,
    options: () => pushSettings.options,
    signer,
    stranger: async () => strangeSigner(await certificates.stranger(), endpoint()),
  }
  const courier = createCourier({ http, enqueue: around.enqueue, outbox, gateway, now: clock.now })
  const drawFault = () => drawPushFault(pushSettings.faults, faultDraws)
  return {
    certificateUrl,
    signer,
    pushSettings,
    parts: [
      createTopicPart(around, { courier, drawFault }),
      createCertificatePart(certificates, endpoint),
      createPushPart(pushSettings),
      createSmsPart(around, { gateway, log, catalogue, callbacks }),
      createOutboxPart(outbox),
      createTrafficPart(traffic),
      { name: 'sender', close: () => sender.close() },
    ],
  }
}

/** Loaded only where it is wanted: its client needs a newer Node than the simulator does. */
async function openUsualSender(): Promise<HttpSender> {
  const { createHttpSender } = await import('./push/httpSender.ts')
  return createHttpSender()
}

/** A certificate that can be fetched and verifies, at a host name that nobody should trust. */
function strangeSigner({ name, privateKey }: NamedCertificate, endpoint: string): PushSigner {
  const url = new URL(`/${name}`, endpoint)
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  return { privateKey, certificateUrl: url.href }
}
