/** What is kept; null sets no limit. Pinned rows are kept whatever it says. */
export type Retention = { rows: number | null; days: number | null; megabytes: number | null }
