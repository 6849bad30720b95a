import { createContext, useContext, useSyncExternalStore } from 'react'
import { type StoreApi, useStore } from 'zustand'
import type { Client } from '../../contract/rpc/createClient.ts'
import type { ConnectionState } from '../../contract/rpc/keepConnection.ts'
import type { ReceiptsState } from '../receipts/receiptsState.ts'
import type { Receipts } from '../receipts/receiptsStore.ts'
import type { ProgramState } from './program.ts'

/** What one window is made of, handed down once. */
export type Services = { client: Client; receipts: Receipts; program: StoreApi<ProgramState> }

const Context = createContext<Services | null>(null)

export const ServicesProvider = Context.Provider

export function useServices(): Services {
  const services = useContext(Context)
  if (services === null) throw new Error('useServices is called outside of a ServicesProvider')
  return services
}

export const useReceipts = <T>(select: (state: ReceiptsState) => T): T =>
  useStore(useServices().receipts.store, select)

export const useProgram = <T>(select: (state: ProgramState) => T): T =>
  useStore(useServices().program, select)

export function useConnection(): ConnectionState {
  const { connection } = useServices().client
  return useSyncExternalStore(connection.subscribe, connection.get)
}
