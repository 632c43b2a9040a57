import { z } from 'zod'
import { dateInWords, daysBetween } from '#domain/date.ts'
import {
  Body,
  Button,
  DataTable,
  EmptyState,
  Heading,
  Lead,
  Link,
  Name,
  Radios,
  SummaryList,
  Textarea,
} from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { type FlagAnswer, flagAnswers, flaggedThings, medianDays, wrongKinds } from '../flag.ts'
import { answerFlag } from '../flag-actions.ts'
import { allFlags, type Flag, flagAt } from '../flag-queries.ts'
import { respondentWords } from '../link.ts'

const fullName = ({ forename, surname }: Flag) => `${forename} ${surname}`

const days = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'day' : 'days'}`

const about = {
  title: 'About',
  cell: (flag: Flag) => (
    <>
      <Link href={`/flags/${flag.id}`}>{flaggedThings[flag.about]}</Link>
      <br />
      <Name full={fullName(flag)} />
    </>
  ),
}

/** What families say is wrong: what waits first, and how long it takes to be put right. */
export const flags = page({
  path: '/flags',
  needs: 'flags.answer',
  load: ({ tx, actor }) => allFlags(tx, actor),
  title: () => 'What families say is wrong',
  view: (rows, _, { actor }) => {
    const waiting = rows.filter(({ answer }) => answer === null)
    const answered = rows.filter(({ answer }) => answer !== null)
    const median = medianDays(answered)
    return (
      <>
        <Heading level={1}>What families say is wrong</Heading>
        <Lead>
          {waiting.length === 0
            ? 'Nothing waits for an answer.'
            : `${waiting.length} wait for an answer, the oldest first.`}
        </Lead>
        {median !== null && (
          <Body>
            Half of the {answered.length} answered so far took {days(median)} or less.
          </Body>
        )}
        {waiting.length > 0 && (
          <DataTable
            caption="Waiting"
            rows={waiting}
            columns={[
              about,
              { title: 'What', cell: whatOf },
              { title: 'Said by', cell: ({ respondent }) => respondentWords[respondent] },
              { title: 'For', cell: ({ flagged_on }) => days(daysBetween(flagged_on, actor.today)) },
            ]}
          />
        )}
        {answered.length > 0 && (
          <DataTable
            caption="Answered, the latest first"
            rows={answered.toSorted((a, b) => (b.answered_on ?? '').localeCompare(a.answered_on ?? '')).slice(0, 100)}
            columns={[
              about,
              { title: 'Answer', cell: ({ answer }) => answer && flagAnswers[answer] },
              {
                title: 'Took',
                cell: ({ flagged_on, answered_on }) => days(daysBetween(flagged_on, answered_on ?? flagged_on)),
              },
            ]}
          />
        )}
        {rows.length === 0 && (
          <EmptyState title="No family has said that anything is wrong">
            <Body>They can, with one press, beside everything on the path they see.</Body>
          </EmptyState>
        )}
      </>
    )
  },
})

const whatOf = ({ wrong, words, about_words }: Flag) => (
  <>
    {about_words}
    {(wrong || words) && (
      <>
        <br />
        <span class="waymark-quiet">
          {wrong && wrongKinds[wrong]}
          {words && ` “${words}”`}
        </span>
      </>
    )}
  </>
)

/** Where the thing itself can be changed. */
const toMend = ({ about, about_id, child_id }: Flag) => {
  if (about === 'outcome' && about_id !== null) return `/outcomes/${about_id}`
  return about === 'goal' && about_id !== null ? `/goals/${about_id}/change` : `/children/${child_id}`
}

export const answerAFlag = page({
  path: '/flags/:flag_id',
  needs: 'flags.answer',
  load: ({ tx, actor, params }) => flagAt(tx, actor, params.flag_id),
  seen: ({ id, child_id }) => ({ act: 'child.seen', subject: 'family_flag', subject_id: id, child_id }),
  form: z.object({
    answer: z.enum(Object.keys(flagAnswers) as [FlagAnswer], 'Select what was done'),
    answer_words: z
      .string()
      .trim()
      .min(1, 'Write what the family will read')
      .max(2000, 'Write 2,000 characters or fewer'),
  }),
  submit: async ({ db, actor }, flag, said) => {
    const result = await answerFlag(db, actor, flag, said)
    return 'refused' in result
      ? result
      : { to: '/flags', said: 'Answered. The family sees it on their link and in their account' }
  },
  title: () => 'What a family says is wrong',
  crumbs: () => [{ text: 'What families say is wrong', href: '/flags' }],
  view: (flag, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(flag)} />}>
        What a family says is wrong
      </Heading>
      <SummaryList
        rows={[
          { key: 'About', value: `${flaggedThings[flag.about]}: ${flag.about_words}` },
          { key: 'What is wrong', value: flag.wrong ? wrongKinds[flag.wrong] : 'They did not say' },
          {
            key: 'In their words',
            value: flag.words ? (
              <span class="waymark-words" lang={flag.language}>
                {flag.words}
              </span>
            ) : (
              'No words'
            ),
          },
          { key: 'Said by', value: `${respondentWords[flag.respondent]}, on ${dateInWords(flag.flagged_on)}` },
          ...(flag.answer
            ? [
                { key: 'Answer', value: `${flagAnswers[flag.answer]}, on ${dateInWords(flag.answered_on ?? '')}` },
                { key: 'What they read', value: <span class="waymark-words">{flag.answer_words}</span> },
              ]
            : []),
        ]}
      />
      <Body>
        <Link href={toMend(flag)}>Open what it is about</Link>
      </Body>
      {flag.answer === null && (
        <form method="post" novalidate>
          <Radios
            name="answer"
            legend="What was done?"
            legendSize="m"
            error={answers.error('answer')}
            value={answers.value('answer')}
            items={(Object.keys(flagAnswers) as FlagAnswer[]).map(value => ({ value, text: flagAnswers[value] }))}
          />
          <Textarea
            name="answer_words"
            label="What the family will read"
            labelSize="m"
            hint="Thank them, say what was changed or why it stays"
            rows={4}
            error={answers.error('answer_words')}
            value={answers.value('answer_words')}
          />
          <Button preventDoubleClick>Answer</Button>
        </form>
      )}
    </>
  ),
})
