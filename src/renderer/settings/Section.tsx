import type { ReactNode } from 'react'

export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="settings-section" aria-label={title}>
      <h2 tabIndex={-1}>{title}</h2>
      {hint !== undefined && <p className="dim">{hint}</p>}
      <div className="settings-card">{children}</div>
    </section>
  )
}
