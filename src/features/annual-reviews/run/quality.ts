/** What a review has to show for itself, whatever it decides. */
export type QualityFacts = {
  goals: number
  goals_rated: number
  asked: number
  advised: number
  child_answered: boolean
  child_attended: boolean
  parent_answered: boolean
  on_time: { report: boolean | null }
}

export type QualityLine = { name: string; good: boolean; words: string }

/** Four things families and inspectors ask of any review: goals rated, the child heard, advice in, the report on time. */
export function qualityOf(facts: QualityFacts): QualityLine[] {
  const { goals, goals_rated, asked, advised, child_answered, child_attended, parent_answered, on_time } = facts
  const heard = [...(child_answered ? ['gave their view'] : []), ...(child_attended ? ['was at the meeting'] : [])]
  return [
    {
      name: 'Goals rated',
      good: goals > 0 && goals_rated === goals,
      words: goals === 0 ? 'No goal was set to be rated' : `${goals_rated} of ${goals}`,
    },
    {
      name: 'Child or young person',
      good: heard.length > 0,
      words: heard.length > 0 ? `${heard.join(' and ').replace(/^./, first => first.toUpperCase())}` : 'Not heard yet',
    },
    { name: 'Family', good: parent_answered, words: parent_answered ? 'Gave their view' : 'Not heard yet' },
    {
      name: 'Advice',
      good: asked > 0 && advised === asked,
      words: asked === 0 ? 'None was asked for here' : `${advised} of ${asked} answered`,
    },
    {
      name: 'Report',
      good: on_time.report === true,
      words:
        on_time.report === null
          ? 'Not sent yet'
          : on_time.report
            ? 'Within two weeks of the meeting'
            : 'Later than two weeks after the meeting',
    },
  ]
}
