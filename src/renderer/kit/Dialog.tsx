import './Dialog.css'
import { type ReactNode, useEffect, useRef } from 'react'

type Props = { label: string; className?: string; onClose: () => void; children: ReactNode }

/**
 * The platform's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back.
 * Mount it to open it; where it has a field, typing starts there, and else with what is marked as `data-first`.
 */
export function Dialog({ label, className = '', onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = element.current
    const before = document.activeElement
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('input, [data-first]')?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={element}
      className={`dialog ${className}`}
      aria-label={label}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={event => {
        if (event.target === element.current) onClose()
      }}
    >
      <div className="dialog-content">{children}</div>
    </dialog>
  )
}
