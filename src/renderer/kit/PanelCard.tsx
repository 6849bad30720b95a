import './PanelCard.css'
import { type ReactNode, useId } from 'react'

type Props = { title: string; hint?: ReactNode; end?: ReactNode; children: ReactNode }

/** One subject in a frame, with room for its most important control beside its title. */
export function PanelCard({ title, hint, end, children }: Props) {
  const id = useId()
  return (
    <section className="panel-card" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {end}
      </header>
      {hint !== undefined && <p className="faint">{hint}</p>}
      {children}
    </section>
  )
}

/** What it is, what it means, and the control for it. */
export function PanelRow({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className="panel-row">
      <div>
        <div>{title}</div>
        {hint !== undefined && <div className="faint">{hint}</div>}
      </div>
      <div className="panel-row-controls">{children}</div>
    </div>
  )
}
