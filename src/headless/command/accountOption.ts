import type { Option } from './command.ts'

export const accountOption: Option = {
  value: 'NAME',
  about: 'The account to ask with, by its name; may be left out where there is one only.',
}
