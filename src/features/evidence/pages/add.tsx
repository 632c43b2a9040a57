import { z } from 'zod'
import {
  Body,
  Button,
  ButtonGroup,
  Checkboxes,
  Details,
  FileUpload,
  Heading,
  InsetText,
  Link,
  List,
  Name,
} from '#govuk/index.ts'
import { childNamed } from '#platform/access/child-named.ts'
import type { Filing, NotAllFiled } from '#platform/files/filing.ts'
import { kinds } from '#platform/files/kinds.ts'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { addEvidence, addNote } from '../actions.ts'
import { SaidFields, saidForm } from '../evidence-form.tsx'
import { type Choice, reviewOf, subjectsFor } from '../queries.ts'
import { taken, whyNot } from '../refusals.ts'
import { childCrumbs, fullName, listPath } from '../views.tsx'
import { inPlace, type Subject, sizeInWords, subjectInWords } from '../words.ts'

/** Files of one form: what a class trip comes to, and a phone sends in one go. */
const mostFiles = 10

const numberIn = (asked: unknown) =>
  typeof asked === 'string' && /^[1-9]\d{0,14}$/.test(asked) ? Number(asked) : undefined

/** What stands for a subject in the form. */
const keyOf = ({ review_id, goal_id, outcome_id }: Subject) =>
  goal_id !== null ? `goal-${goal_id}` : outcome_id !== null ? `outcome-${outcome_id}` : `review-${review_id}`

type Loaded = { subjects: Choice[] }

const form = ({ subjects }: Loaded) => {
  const byKey = new Map(subjects.map(subject => [keyOf(subject), subject]))
  const chosen = z.preprocess(
    value => (value === undefined ? [] : [value].flat()),
    z
      .array(z.string().refine(key => byKey.has(key), 'Select from the list'))
      .min(1, 'Select what it is evidence of')
      .transform(keys => [...new Set(keys)].flatMap(key => byKey.get(key) ?? [])),
  )
  return saidForm.extend({ of: chosen })
}

export const add = page({
  path: '/children/:child_id/evidence/new',
  needs: 'evidence.add',
  takesFile: mostFiles,
  load: async ({ tx, actor, params, query, filing }) => {
    const child = await childNamed(tx, actor, params.child_id)
    if (!child) return undefined
    const review_id = numberIn(query.review)
    const review = review_id === undefined ? undefined : await reviewOf(tx, actor, child.id, review_id)
    if (review_id !== undefined && !review) return undefined
    return { child, review, filing, subjects: await subjectsFor(tx, actor, child.id, review) }
  },
  seen: ({ child: { id } }) => ({ act: 'child.seen', subject: 'child', subject_id: id, child_id: id }),
  form,
  submit: async ({ db, actor, query, filing, files }, { child, review }, { of, shows, family }) => {
    if (files.length > mostFiles)
      return { refused: [{ field: 'file', message: `Choose at most ${mostFiles} files at a time. None was added` }] }
    const links = of.map(({ review_id, goal_id, outcome_id }) => ({ review_id, goal_id, outcome_id }))
    const about = { child_id: child.id, shown_to_family: family, links }
    const added =
      files.length === 0 && shows !== null
        ? await addNote(db, actor, filing, { ...about, shows })
        : await addEvidence(db, actor, filing, files.length === 0 ? [undefined] : files, { ...about, shows })
    if ('notFiled' in added) return { refused: notTaken(added.notFiled, files, sizeInWords(filing.most)) }
    const said = saidOf(files.length, added.waits)
    if (!review) return { to: listPath(child.id), said }
    const [first] = of
    return query.from === 'goals' && first?.goal_id
      ? { to: `/reviews/${review.id}/goals#rating-${first.goal_id}`, said }
      : { to: `/reviews/${review.id}#evidence`, said }
  },
  title: ({ child }) => `Add evidence about ${fullName(child)}`,
  crumbs: ({ child, review }, { actor }) => [
    ...childCrumbs(child, actor),
    review ? { text: 'Review', href: `/reviews/${review.id}` } : { text: 'Evidence', href: listPath(child.id) },
  ],
  view: ({ child, review, filing, subjects }, answers, { query }) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Add evidence
      </Heading>
      <Scanning filing={filing} />
      <form method="post" enctype="multipart/form-data" novalidate>
        <FileUpload
          name="file"
          multiple
          label="Files"
          labelSize="s"
          hint={`Up to ${mostFiles} files of up to ${sizeInWords(filing.most)} each: documents, photos, sound or video. A note alone will do as well`}
          accept={Object.values(kinds)
            .flatMap(({ endings }) => endings.map(ending => `.${ending}`))
            .join(',')}
          error={answers.error('file') ?? (answers.mistakes.length > 0 ? chooseAgain : undefined)}
        />
        <AboutFiles />
        <EvidenceOf {...{ subjects, answers, query }} atReview={review !== undefined} />
        <SaidFields answers={answers} alone />
        <ButtonGroup>
          <Button preventDoubleClick>Add the evidence</Button>
          <Link href={review ? `/reviews/${review.id}` : listPath(child.id)}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

const chooseAgain = 'Choose the files again: what you typed is kept, and a browser does not keep them'

const saidOf = (files: number, waits: boolean) =>
  files === 0
    ? 'The note was added'
    : `${files === 1 ? 'The file was' : `${files} files were`} added${waits ? `. ${files === 1 ? 'It' : 'They'} can be opened once scanned` : ''}`

/** Which file was not taken and why; of several, none is added. */
function notTaken(refused: readonly NotAllFiled[], files: readonly { name: string }[], most: string) {
  const why = whyNot(most)
  if (files.length < 2) return refused.slice(0, 1).map(one => ({ field: 'file', message: why[one.why] }))
  return refused.map(one => ({
    field: 'file',
    message: `“${files[one.at]?.name}”: ${why[one.why]}. None of the ${files.length} files was added`,
  }))
}

/** As many as leave the note and the button on the screen of a phone: a child may have very many goals. */
const mostAtOnce = 4

/** What the person came from is chosen already, and stands alone; else what is likely. The rest is a press away. */
const EvidenceOf = ({
  subjects,
  answers,
  query,
  atReview,
}: {
  subjects: Choice[]
  answers: Answers
  query: Readonly<Record<string, unknown>>
  atReview: boolean
}) => {
  const [goal, outcome] = [numberIn(query.goal), numberIn(query.outcome)]
  const asked = goal ? `goal-${goal}` : outcome ? `outcome-${outcome}` : ''
  const chosen = subjects.filter(subject => keyOf(subject) === asked || subjects.length === 1)
  const first = chosen.length > 0 ? chosen : firstOf(subjects)
  const rest = subjects.filter(subject => !first.includes(subject))
  const values = answers.values('of', chosen.map(keyOf))
  const items = (some: Subject[]) =>
    some.map(subject => ({ value: keyOf(subject), text: subjectInWords(atReview ? inPlace(subject) : subject) }))
  return (
    <>
      <Checkboxes
        {...{ name: 'of', idPrefix: 'of', values }}
        legend="What is it evidence of?"
        legendSize="s"
        small
        error={answers.error('of')}
        items={items(first)}
      />
      {rest.length > 0 && (
        <Details
          summary={chosen.length > 0 ? 'It is evidence of something else too' : `Something else (${rest.length})`}
          open={rest.some(subject => values.includes(keyOf(subject)))}
        >
          <Checkboxes
            {...{ name: 'of', idPrefix: 'of-more', values }}
            legend={chosen.length > 0 ? 'What else is it evidence of?' : 'Other goals, outcomes and reviews'}
            legendSize="s"
            small
            items={items(rest)}
          />
        </Details>
      )}
    </>
  )
}

/** All where they are few, else the likely ones. */
const firstOf = (subjects: Choice[]) => {
  const likely = subjects.filter(subject => subject.likely)
  return subjects.length <= mostAtOnce || likely.length === 0 ? subjects : likely.slice(0, mostAtOnce)
}

const Scanning = ({ filing: { scan, unscanned } }: { filing: Filing }) =>
  scan ? null : (
    <InsetText>
      {unscanned === 'refuse'
        ? 'No scanner for viruses is set up here, so no file can be added yet. Ask whoever looks after Waymark for you.'
        : 'No scanner for viruses is set up here yet. A file is kept safe, and nobody can open it until it has been scanned.'}
    </InsetText>
  )

const AboutFiles = () => (
  <Details summary="Which files, and what happens to them">
    <List bullet items={taken} />
    <Body>
      Each is scanned for viruses. What a file is, Waymark tells from the file itself; programs, web pages and drawings
      in SVG are not taken, whatever they are called.
    </Body>
    <Body>
      From photos and pictures the place where they were taken is removed before they are kept, with what else the
      camera wrote beside the picture. Sound, video and documents are kept as they are, and may say where they were
      made.
    </Body>
  </Details>
)
