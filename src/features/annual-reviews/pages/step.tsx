import { z } from 'zod'
import { childWord } from '#features/children/index.ts'
import { Button, ButtonGroup, type Children, Radios, SavedStatus } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import type { Act } from '#platform/database/transaction.ts'
import type { Answers } from '#platform/http/form.ts'
import type { Ask, Outcome } from '#platform/http/page.tsx'
import { choose, saveStep, was } from '../actions.ts'
import { type Fields, merge, pick } from '../draft.ts'
import { type Recording, recordingOf } from '../queries.ts'
import { type Step, shownIn, stepAfter, steps, titleOf } from '../steps.ts'
import { inWords } from '../words.ts'
import { ChildHeading, NotOpen, sawReview, timeInWords, toReview, toReviews } from './parts.tsx'

type Params = { params: Readonly<Record<'id', number>> }
type Open = Extract<Recording, { state: 'open' }>

/** Whatever is typed is kept, right or wrong; what it must be is said when it is to be sent. */
const form = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** The whole of a step's page but its address and its questions. */
export const recording = (step: Step) => ({
  needs: 'reviews.record' as const,
  load: ({ tx, actor, params }: { tx: Tx; actor: Actor } & Params) => recordingOf(tx, actor, params.id),
  seen: seenOf,
  form,
  submit: async (
    { db, actor, url }: { db: Database; actor: Actor; url: string },
    data: Recording,
    typed: z.output<typeof form>,
  ): Promise<Outcome> => {
    if (data.state !== 'open')
      return { refused: [{ field: 'main-content', message: 'Nothing was saved: see why below' }] }
    const { review, sheet } = data
    const result = await saveStep(db, actor, review, sheet, step, typed)
    if ('refused' in result) return result
    const here = `/reviews/${review.id}`
    if (typed.later) return { to: here, said: 'What you wrote so far is saved' }
    if (typed.add) return { to: `${here}/${steps[step].path}?add=${Number(typed.add)}#add-${Number(typed.add)}` }
    const refused = steps[step].refuse(sheet, result.saved)
    if (refused.length > 0) return { refused }
    const next = stepAfter(step, sheet)
    return { to: next && !isFromCheck(url) ? `${here}/${steps[next].path}` : `${here}/check` }
  },
  title: (data: Recording) => (data.state === 'open' ? titleFor(step, data.review) : 'Annual review'),
  crumbs: (data: Recording) => (data.state === 'left' ? [toReviews] : [toReviews, toReview(data.review)]),
})

const titleFor = (step: Step, review: Open['review']) => titleOf(step, childWord(review.birth_date, review.meeting_on))

/** Come from the check of the answers, to go back there. */
const isFromCheck = (url: string) => new URL(url, 'http://here').searchParams.has('check')

export const seenOf = (data: Recording): Act =>
  data.state === 'left'
    ? { act: 'review.turned_away', subject: 'review', subject_id: data.review_id }
    : sawReview(data.review)

type Shown = {
  data: Open
  value: (name: string) => string
  error: (name: string) => string | undefined
}

/** The form of a step with all that keeps it safe: what it was given, what is saved as it is typed, and a clash if there is one. */
export const StepForm = ({
  step,
  data,
  answers,
  ask,
  lead,
  children,
}: {
  step: Step
  data: Recording
  answers: Answers
  ask: Ask
  lead?: Children
  children: (shown: Shown) => Children
}) => {
  if (data.state !== 'open') return <NotOpen data={data} typed={answers.typed} />
  const { review, sheet, draft } = data
  const stands = shownIn(step, sheet, draft.fields)
  const clashes = answers.mistakes.some(({ field }) => field.startsWith(choose('')))
  return (
    <>
      <ChildHeading review={review}>{clashes ? 'Two people changed this page' : titleFor(step, review)}</ChildHeading>
      <form
        method="post"
        action={ask.url}
        novalidate
        {...(!clashes && { 'data-autosave': `/reviews/${review.id}/draft` })}
      >
        <input type="hidden" name="step" value={step} />
        <input type="hidden" name="version" value={draft.version} />
        <input type="hidden" name="editing" value={crypto.randomUUID()} />
        {steps[step].fields(sheet).map(name => (
          <input type="hidden" name={was(name)} value={stands[name] ?? ''} />
        ))}
        {clashes ? (
          <Clash step={step} data={data} stands={stands} answers={answers} />
        ) : (
          <>
            <EnterSaves />
            {lead}
            {/* What was typed is in the draft by now, and what somebody else typed beside it as well. */}
            {children({ data, value: name => stands[name] ?? '', error: answers.error })}
          </>
        )}
        <SavedStatus
          saved={
            draft.saved &&
            `Saved at ${timeInWords(draft.saved.at, ask.actor.today)}${draft.saved.by ? ` by ${draft.saved.by}` : ''}`
          }
        />
        <ButtonGroup>
          <Button preventDoubleClick>Save and continue</Button>
          {!clashes && (
            <Button variant="secondary" name="later" value="yes" preventDoubleClick>
              Save and come back later
            </Button>
          )}
        </ButtonGroup>
      </form>
    </>
  )
}

/** The Enter key presses the first button of a form: it saves, whichever other buttons the page has. */
const EnterSaves = () => (
  <button type="submit" class="govuk-visually-hidden" tabindex={-1} aria-hidden="true">
    Save and continue
  </button>
)

/** What they saved and what you typed, field by field, to choose from. The rest of the page goes along as it was typed. */
const Clash = ({ step, data, stands, answers }: { step: Step; data: Open; stands: Fields; answers: Answers }) => {
  const names = steps[step].fields(data.sheet)
  const mine = pick(answers.typed, names)
  const base = Object.fromEntries(names.map(name => [name, answers.value(was(name))]))
  const { fields } = merge(base, stands, mine, names)
  const open = names.filter(name => answers.error(choose(name)))
  return (
    <>
      <p class="govuk-body">
        {data.draft.saved?.by ?? 'Somebody'} saved this page after you opened it. Nothing is lost: choose which of the
        two to keep where they differ. Everything else that either of you wrote is kept.
      </p>
      {names.map(name => (
        <input type="hidden" name={name} value={open.includes(name) ? mine[name] : fields[name]} />
      ))}
      {open.map(name => {
        const [theirs, yours] = [
          inWords(data.sheet, name, stands[name] ?? ''),
          inWords(data.sheet, name, mine[name] ?? ''),
        ]
        return (
          <>
            <input type="hidden" name="clash" value={name} />
            <Radios
              name={choose(name)}
              legend={theirs.label}
              legendSize="m"
              error={answers.error(choose(name))}
              value={answers.value(choose(name))}
              items={[
                { value: 'theirs', text: 'Theirs', hint: theirs.value || 'Empty' },
                { value: 'mine', text: 'Yours', hint: yours.value || 'Empty' },
              ]}
            />
          </>
        )
      })}
    </>
  )
}
