import { Megaphone } from 'lucide-react'
import { useWords } from '../words/useWords.ts'
import { NamesView } from './NamesView.tsx'
import { useOperations } from './operations.ts'
import { TopicDetail } from './TopicDetail.tsx'
import { TopicForm } from './TopicForm.tsx'

export function TopicsView() {
  const { queuesPanel: words } = useWords()
  const { operate } = useOperations()
  return (
    <NamesView
      label={words.topics}
      newTitle={words.newTopic}
      none={{ icon: <Megaphone aria-hidden />, title: words.pickTopic, hint: words.pickTopicHint }}
      noneYet={{ title: words.noTopics, hint: words.noTopicsHint }}
      load={async (prefix, marker, aside) => {
        const list = await operate('topics.list', { prefix, marker }, { aside })
        return list === null ? null : { items: list.value.topics, next: list.value.next }
      }}
      hintOf={() => ''}
      detail={(name, { onGone }) => <TopicDetail key={name} name={name} onGone={onGone} />}
      newForm={onSaved => <TopicForm topic={null} onSaved={onSaved} />}
    />
  )
}
