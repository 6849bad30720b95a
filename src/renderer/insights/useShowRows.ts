import { goTo } from '../state/place.ts'
import { useServices } from '../state/services.ts'

/** Opens the receipts with a query: where every mark of the insights leads. */
export function useShowRows(): (query: string) => void {
  const { receipts } = useServices()
  return query => {
    receipts.setQuery(query)
    goTo('receipts')
  }
}
