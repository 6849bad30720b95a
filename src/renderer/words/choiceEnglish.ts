const plural = (count: number, one: string, other: string) => (count === 1 ? one : other)

/** What is said of several receipts that are chosen together. */
export const choiceEnglish = {
  label: 'Chosen receipts',
  chosen: (_count: number, shown: string) => `${shown} selected`,
  all: (shown: string) => `All ${shown} that match`,
  atLeast: (shown: string) => `at least ${shown}`,
  chooseAll: 'Select all that match',
  clear: 'Clear the selection',
  replay: 'Replay',
  export: 'Export',
  pin: 'Pin',
  unpin: 'Unpin',
  copy: 'Copy',
  compare: 'Compare',
  copyAs: {
    phones: 'Phone numbers',
    ids: 'Ids',
    json: 'JSON',
    curl: 'cURL commands (pushes)',
  },
  pinned: (count: number, shown: string) => `${shown} ${plural(count, 'receipt', 'receipts')} pinned`,
  unpinned: (count: number, shown: string) => `${shown} ${plural(count, 'receipt', 'receipts')} unpinned`,
  copied: (count: number, shown: string) => `${shown} ${plural(count, 'line', 'lines')} copied`,
  copiedFirst: (shown: string) => `The first ${shown} were copied; export the rest to a file.`,
  nothingToCopy: 'None of them has what was asked for.',
  needsTwo: 'Select exactly two receipts to compare them.',
  noFailure: 'No other failure near here.',
  closeReplay: 'Close the replay',
}
