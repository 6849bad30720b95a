import './CodeBlock.css'
import { Copy } from 'lucide-react'
import { copyText } from '../state/copyText.ts'
import { useWords } from '../words/useWords.ts'
import { Button } from './Button.tsx'
import { ForeignText } from './ForeignText.tsx'

/** Text to be taken elsewhere as it stands: shown wrapped, copied as it is. */
export function CodeBlock({ text, name }: { text: string; name: string }) {
  const { kit } = useWords()
  return (
    <div className="code-block">
      <pre className="mono">
        <ForeignText text={text} multiline />
      </pre>
      <Button
        aria-label={kit.copyNamed(name)}
        icon={<Copy aria-hidden />}
        onClick={() => void copyText(text)}
      >
        {kit.copy}
      </Button>
    </div>
  )
}
