import type { Option } from './command.ts'

export const queryOption: Option = {
  value: 'QUERY',
  about:
    'Only what matches, in the language of the query field: status:failed phone:138* since:2h. Without it: all.',
}
