import { Megaphone } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { PanelCard, PanelRow } from '../kit/PanelCard.tsx'
import { Switch } from '../kit/Switch.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useWords } from '../words/useWords.ts'
import { useOperations } from './operations.ts'
import { readParameters } from './readParameters.ts'

/** A message to everyone who subscribed, with what mail and SMS subscriptions need beside it. */
export function PublishForm({ topic, onPublished }: { topic: string; onPublished: () => void }) {
  const { queuesPanel: words } = useWords()
  const { operate } = useOperations()
  const id = useId()
  const [withSms, setWithSms] = useState(false)
  const [withMail, setWithMail] = useState(false)
  const [isHtml, setIsHtml] = useState(false)
  const [messageId, setMessageId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function publish(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    setBusy(true)
    const published = await operate('topics.publish', {
      topic,
      body: String(form.get('body') ?? ''),
      tag: text('tag') === '' ? null : text('tag'),
      sms: withSms
        ? {
            signName: text('signName'),
            templateCode: text('templateCode'),
            receivers: text('receivers')
              .split(/[\s,，]+/)
              .filter(phone => phone !== ''),
            parameters: readParameters(text('parameters')),
          }
        : null,
      mail: withMail ? { accountName: text('accountName'), subject: text('subject'), isHtml } : null,
    })
    setBusy(false)
    setMessageId(published?.value.messageId ?? null)
    if (published !== null) onPublished()
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void publish(new FormData(event.currentTarget))
      }}
    >
      <PanelCard
        title={words.publish}
        end={
          <Button type="submit" look="main" icon={<Megaphone aria-hidden />} busy={busy}>
            {words.publish}
          </Button>
        }
      >
        <div className="labelled">
          <label htmlFor={id}>{words.message}</label>
          <textarea id={id} name="body" className="text-field mono" rows={4} required spellCheck={false} />
        </div>
        <TextField label={words.tag} hint={words.tagHint} name="tag" maxLength={16} />
        <PanelRow title={words.withSms} hint={words.withSmsHint}>
          <Switch label={words.withSms} checked={withSms} onChange={setWithSms} />
        </PanelRow>
        {withSms && (
          <div className="publish-more">
            <TextField label={words.signName} name="signName" required />
            <TextField label={words.templateCode} name="templateCode" className="mono" required />
            <TextField label={words.receivers} hint={words.receiversHint} name="receivers" className="mono" />
            <TextField
              label={words.parameters}
              hint={words.parametersHint}
              name="parameters"
              className="mono"
              placeholder="code=123456"
            />
          </div>
        )}
        <PanelRow title={words.withMail} hint={words.withMailHint}>
          <Switch label={words.withMail} checked={withMail} onChange={setWithMail} />
        </PanelRow>
        {withMail && (
          <div className="publish-more">
            <TextField label={words.accountName} name="accountName" required />
            <TextField label={words.subject} name="subject" required />
            <PanelRow title={words.isHtml}>
              <Switch label={words.isHtml} checked={isHtml} onChange={setIsHtml} />
            </PanelRow>
          </div>
        )}
      </PanelCard>
      {messageId !== null && (
        <p className="outcomes" aria-live="polite">
          {words.published}{' '}
          <span className="mono">
            <Copyable text={messageId} name="MessageId">
              <ForeignText text={messageId} />
            </Copyable>
          </span>
        </p>
      )}
    </form>
  )
}
