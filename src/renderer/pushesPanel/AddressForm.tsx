import { type SyntheticEvent, useId, useState } from 'react'
import { isCertificateHost, isEndpointPath, isListenHost } from '../../contract/endpointRules.ts'
import type { EndpointSettings } from '../../contract/push.ts'
import { Button } from '../kit/Button.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { PanelRow } from '../kit/PanelCard.tsx'
import { Switch } from '../kit/Switch.tsx'
import { TextArea } from '../kit/TextArea.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useWords } from '../words/useWords.ts'

export type EndpointPlace = Pick<
  EndpointSettings,
  'enabled' | 'host' | 'port' | 'path' | 'trustedCertificateHosts'
>

type Props = {
  settings: EndpointSettings
  /** Where it listens now: another one than was set, where that was taken. */
  portNow: number
  onSave: (place: EndpointPlace) => void
}

/** Where the endpoint listens and whose certificates it trusts; it moves when this is saved. */
export function AddressForm({ settings, portNow, onSave }: Props) {
  const { pushes: words } = useWords()
  const id = useId()
  const [enabled, setEnabled] = useState(settings.enabled)
  const [host, setHost] = useState(settings.host)
  const [port, setPort] = useState(portNow)
  const [path, setPath] = useState(settings.path)
  const [trusted, setTrusted] = useState(settings.trustedCertificateHosts.join('\n'))
  const hosts = trusted.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim()]))
  const stranger = hosts.find(entry => !isCertificateHost(entry))
  const problems = {
    host: isListenHost(host.trim()) ? null : words.badHost,
    path: isEndpointPath(path.trim()) ? null : words.badPath,
    trusted: stranger === undefined ? null : words.badTrusted(stranger.slice(0, 80)),
  }
  const isWrong = Object.values(problems).some(problem => problem !== null)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isWrong) return
    const stays = port === portNow && host.trim() === settings.host
    onSave({
      enabled,
      host: host.trim(),
      port: stays ? settings.port : port,
      path: path.trim(),
      trustedCertificateHosts: hosts,
    })
  }
  /** Said beside the field, and by the field itself to whoever can't see it. */
  const problemOf = (field: keyof typeof problems) =>
    problems[field] === null ? {} : { 'aria-invalid': true, 'aria-errormessage': `${id}-${field}` }
  const shown = (field: keyof typeof problems) =>
    problems[field] !== null && (
      <p id={`${id}-${field}`} className="pushes-wrong" role="alert">
        {problems[field]}
      </p>
    )
  return (
    <form className="pushes-address" onSubmit={submit} noValidate>
      <PanelRow title={words.enabled}>
        <Switch label={words.enabled} checked={enabled} onChange={setEnabled} />
      </PanelRow>
      <div className="pushes-place">
        <TextField
          label={words.host}
          className="mono"
          value={host}
          onChange={event => setHost(event.target.value)}
          {...problemOf('host')}
        />
        <NumberField label={words.port} value={port} min={0} max={65_535} onChange={setPort} />
      </div>
      {shown('host')}
      <p className="faint">{words.hostHint}</p>
      <TextField
        label={words.path}
        hint={words.pathHint}
        className="mono"
        value={path}
        onChange={event => setPath(event.target.value)}
        {...problemOf('path')}
      />
      {shown('path')}
      <TextArea
        label={words.trusted}
        hint={words.trustedHint}
        rows={3}
        value={trusted}
        onChange={event => setTrusted(event.target.value)}
        {...problemOf('trusted')}
      />
      {shown('trusted')}
      <Button type="submit" disabled={isWrong}>
        {words.saveAddress}
      </Button>
    </form>
  )
}
