/** The published parser carries no types. It throws where a line is none of the format. */
declare module 'parse-prometheus-text-format' {
  type Family = {
    name: string
    help: string
    type: 'COUNTER' | 'GAUGE' | 'HISTOGRAM' | 'SUMMARY' | 'UNTYPED'
    metrics: { value: string; labels?: Record<string, string> }[]
  }
  function parsePrometheusTextFormat(text: string): Family[]

  export = parsePrometheusTextFormat
}
