import { z } from 'zod'
import { dateInWords, isDate } from '#domain/date.ts'
import { Body, Button, DateInput, Heading, Input, Name, Radios } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { addScore, removeScore } from '../actions.ts'
import { type Completer, completers, knownInstruments } from '../instrument.ts'
import { childAt, scoreAt } from '../queries.ts'

const optional = z
  .string()
  .trim()
  .max(200, 'Write 200 characters or fewer')
  .default('')
  .transform(text => text || null)

const sawChild = (id: number) => ({ act: 'child.seen', subject: 'child', subject_id: id, child_id: id })

export const addScorePage = page({
  path: '/children/:child_id/scores/new',
  needs: 'reviews.record',
  load: ({ tx, actor, params }) => childAt(tx, actor, params.child_id),
  seen: ({ id }) => sawChild(id),
  form: z.object({
    instrument: z.string().trim().min(1, 'Enter the name of the instrument').max(200, 'Write 200 characters or fewer'),
    version: optional,
    part: optional,
    score: z
      .string()
      .trim()
      .regex(/^-?\d{1,6}(\.\d{1,3})?$/, 'Enter the score as a number, like 14 or 21.5')
      .transform(Number),
    on_date: z.string().refine(isDate, 'Enter the day it was completed'),
    completed_by: z.enum(Object.keys(completers) as [Completer], 'Select who completed it'),
  }),
  submit: async ({ db, actor }, child, score) => {
    const result = await addScore(db, actor, child, score)
    return 'refused' in result ? result : { to: `/children/${child.id}#voices`, said: 'The score was added' }
  },
  title: () => 'Add a score',
  crumbs: child => [{ text: `${child.forename} ${child.surname}`, href: `/children/${child.id}` }],
  view: (child, answers) => (
    <>
      <Heading level={1} caption={<Name full={`${child.forename} ${child.surname}`} />}>
        Add a score
      </Heading>
      <Body>The score alone is kept. What the instrument asks is licensed, and none of its words belong here.</Body>
      <form method="post" novalidate>
        <Input
          name="instrument"
          label="Instrument"
          labelSize="m"
          hint={`For instance ${knownInstruments.map(name => name.split(' (')[0]).join(', ')}`}
          error={answers.error('instrument')}
          value={answers.value('instrument')}
          attributes={{ list: 'instruments' }}
        />
        <datalist id="instruments">
          {knownInstruments.map(name => (
            <option value={name}>{name}</option>
          ))}
        </datalist>
        <Input
          name="version"
          label="Version (optional)"
          hint="For instance: teacher, 4 to 17"
          width={20}
          error={answers.error('version')}
          value={answers.value('version')}
        />
        <Input
          name="part"
          label="Scale or part (optional)"
          hint="Leave empty for the total"
          width={20}
          error={answers.error('part')}
          value={answers.value('part')}
        />
        <Input
          name="score"
          label="Score"
          labelSize="m"
          width={5}
          inputmode="decimal"
          error={answers.error('score')}
          value={answers.value('score')}
        />
        <DateInput
          name="on_date"
          legend="When was it completed?"
          legendSize="m"
          error={answers.error('on_date')}
          value={answers.value('on_date')}
        />
        <Radios
          name="completed_by"
          legend="Who completed it?"
          legendSize="m"
          error={answers.error('completed_by')}
          value={answers.value('completed_by')}
          items={(Object.keys(completers) as Completer[]).map(value => ({ value, text: completers[value] }))}
        />
        <Button preventDoubleClick>Add</Button>
      </form>
    </>
  ),
})

export const removeScorePage = page({
  path: '/scores/:score_id/remove',
  needs: 'reviews.record',
  load: ({ tx, actor, params }) => scoreAt(tx, actor, params.score_id),
  seen: ({ child_id }) => sawChild(child_id),
  form: z.object({ why: z.string().trim().min(1, 'Say why').max(500, 'Write 500 characters or fewer') }),
  submit: async ({ db, actor }, score, { why }) => {
    const result = await removeScore(db, actor, score, why)
    return 'refused' in result ? result : { to: `/children/${score.child_id}#voices`, said: 'The score was removed' }
  },
  title: () => 'Remove a score',
  crumbs: ({ child_id }) => [{ text: 'The child', href: `/children/${child_id}` }],
  view: ({ instrument, score, on_date }, answers) => (
    <>
      <Heading level={1}>Remove a score</Heading>
      <Body>
        {instrument}: {score}, {dateInWords(on_date)}. It stays in the history.
      </Body>
      <form method="post" novalidate>
        <Input name="why" label="Why?" labelSize="m" error={answers.error('why')} value={answers.value('why')} />
        <Button variant="warning" preventDoubleClick>
          Remove
        </Button>
      </form>
    </>
  ),
})
