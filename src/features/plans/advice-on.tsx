import { adviceOn } from '#domain/clear-goal.ts'

/** What would make a goal or an outcome clearer, beneath it: a help, which stops nobody. */
export const AdviceOn = ({
  text,
  due_on,
  what = 'goal',
}: {
  text: string
  due_on: string
  what?: 'goal' | 'outcome'
}) => {
  if (text === '') return null
  const advice = adviceOn(text, due_on || null)
  if (advice.length === 0) return null
  return (
    <div class="waymark-advice">
      <p class="waymark-advice__title">This {what} could be clearer</p>
      <ul class="govuk-list">
        {advice.map(({ words }) => (
          <li>{words}</li>
        ))}
      </ul>
    </div>
  )
}
