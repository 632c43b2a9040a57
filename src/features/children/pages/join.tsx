import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, ButtonGroup, DataTable, Heading, Link, Name, Radios, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { words } from '#platform/http/typed.ts'
import { join } from '../joining/join.ts'
import { type JoinSide, sideOf } from '../joining/records.ts'
import { childCrumbs, childPath, fullName, needName, settingName } from '../views.tsx'

export const joinPage = page({
  path: '/children/:child_id/join/:other_id',
  needs: 'children.edit',
  load: async ({ tx, actor, params }) => {
    const [one, two] = [await sideOf(tx, actor, params.child_id), await sideOf(tx, actor, params.other_id)]
    return one && two && one.id !== two.id ? { one, two } : undefined
  },
  seen: ({ one, two }) => ({
    act: 'child.seen',
    subject: 'child',
    subject_id: one.id,
    child_id: one.id,
    detail: { beside: two.id },
  }),
  form: ({ one, two }) =>
    z.object({
      keep: z.enum([String(one.id), String(two.id)], 'Choose which record to keep'),
      why: words('Say how you know that both are one child', 300),
    }),
  submit: async ({ db, actor }, { one, two }, { keep, why }) => {
    const [kept, other] = keep === String(one.id) ? [one, two] : [two, one]
    const joined = await join(db, actor, kept.id, other.id, why)
    return 'refused' in joined ? joined : { to: childPath(kept.id), said: 'The two records are one now' }
  },
  title: ({ one }) => `Join two records of ${fullName(one)}`,
  crumbs: ({ one }) => childCrumbs(one),
  view: ({ one, two }, answers) => (
    <>
      <Heading level={1}>Are these two records one child?</Heading>
      <DataTable
        caption="Side by side"
        captionHidden
        rows={lines}
        columns={[
          { title: 'What', cell: line => line.what },
          { title: <SideLink side={one} />, cell: line => line.of(one) },
          { title: <SideLink side={two} />, cell: line => line.of(two) },
        ]}
      />
      <Body>
        Everything of the other record moves to the one you keep: plans with their outcomes, goals and reviews,
        requests, needs, places and answers. Where both say something for the same day, the record you keep stands. You
        can undo this later.
      </Body>
      <form method="post" noValidate>
        <Radios
          name="keep"
          legend="Which record do you keep?"
          legendSize="s"
          items={[one, two].map(side => ({
            value: side.id,
            text: (
              <>
                <Name full={fullName(side)} />, {side.upn ?? 'no UPN'}
              </>
            ),
            hint: `Number in the system it came from: ${side.ref}`,
          }))}
          value={answers.value('keep')}
          error={answers.error('keep')}
        />
        <Textarea
          name="why"
          label="How do you know that both are one child?"
          labelSize="s"
          rows={2}
          value={answers.value('why')}
          error={answers.error('why')}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Join the records</Button>
          <Link href={childPath(one.id)}>They are two children</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

const SideLink = ({ side }: { side: JoinSide }) => (
  <Link href={childPath(side.id)}>
    <Name full={fullName(side)} />
  </Link>
)

const lines: { what: string; of: (side: JoinSide) => string }[] = [
  { what: 'Date of birth', of: side => dateInWords(side.birth_date) },
  { what: 'UPN', of: side => side.upn ?? 'Not recorded' },
  { what: 'ULN', of: side => side.uln ?? 'Not recorded' },
  { what: 'Primary need', of: side => needName(side.need) ?? 'Not recorded' },
  { what: 'Placed with', of: side => side.provider ?? settingName(side.setting) ?? 'Not recorded' },
  { what: 'Plans', of: side => String(side.plans) },
  { what: 'Outcomes', of: side => String(side.outcomes) },
  { what: 'Reviews', of: side => String(side.reviews) },
  { what: 'Ratings', of: side => String(side.ratings) },
  { what: 'Requests', of: side => String(side.requests) },
  { what: 'Answers in their own words', of: side => String(side.answers) },
]
