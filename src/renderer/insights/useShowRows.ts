import { useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'

/** Opens the receipts with a query: where every mark of the insights leads. */
export function useShowRows(): (query: string) => void {
  const { receipts } = useServices()
  return query => {
    receipts.setQuery(query)
    setShell({ panel: 'receipts' })
  }
}
