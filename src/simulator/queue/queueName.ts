export type NameProblem = 'length' | 'characters'

/**
 * The documents disagree about a digit in front: the operation's text allows it, the error's text does not.
 * Strict mode follows the error.
 */
export function queueNameProblem(name: string, strict: boolean): NameProblem | null {
  if (name.length < 1 || name.length > 256) return 'length'
  return (strict ? /^[A-Za-z][A-Za-z0-9-]*$/ : /^[A-Za-z0-9][A-Za-z0-9-]*$/).test(name) ? null : 'characters'
}
