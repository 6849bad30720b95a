import './EmptyState.css'
import type { ReactNode } from 'react'

type Props = { icon: ReactNode; title: string; children: ReactNode; action?: ReactNode }

/** Says what a view is for and offers what fills it. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div className="empty-state">
      <div className="empty-state-icon">{icon}</div>
      <h2>{title}</h2>
      <p>{children}</p>
      {action === undefined ? null : <div className="empty-state-action">{action}</div>}
    </div>
  )
}
