import type { ApiError } from '../../contract/apiError.ts'
import { ForeignText } from './ForeignText.tsx'

export function FormProblem({ problem }: { problem: ApiError | null }) {
  return (
    <div className="form-problem" role="alert">
      {problem !== null && (
        <>
          <ForeignText text={problem.message} />{' '}
          {problem.hint !== null && <ForeignText text={problem.hint} />}
        </>
      )}
    </div>
  )
}
