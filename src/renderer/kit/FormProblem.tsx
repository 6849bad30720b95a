import type { ApiError } from '../../contract/apiError.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { ForeignText } from './ForeignText.tsx'

export function FormProblem({ problem }: { problem: ApiError | null }) {
  const spoken = useSpoken()
  return (
    <div className="form-problem" role="alert">
      {problem !== null && (
        <>
          <ForeignText text={spoken(problem.said.message)} />{' '}
          {problem.said.hint !== null && <ForeignText text={spoken(problem.said.hint)} />}
        </>
      )}
    </div>
  )
}
