import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import {
  Body,
  Button,
  ButtonGroup,
  DataTable,
  EmptyState,
  Heading,
  Input,
  InsetText,
  Lead,
  Link,
  Name,
  Select,
  WarningText,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { childNamed } from '#platform/access/child-named.ts'
import { DateField, differences, Opened } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { day, maybeDay, maybeId, version, words } from '#platform/http/typed.ts'
import { addHours, changeHours } from '../actions.ts'
import { attendingToday, hoursOf, markerOf, providersToAttend, visibleHours } from '../queries.ts'
import { acrossSettings, testSettings } from '../rule.ts'
import { hoursPath, Sums, sawChild, TheRule } from '../views.tsx'

type Child = { id: number; forename: string; surname: string }

const fullName = (child: Child) => `${child.forename} ${child.surname}`
const crumbsOf = (child: Child, more = true) => [
  { text: 'Children', href: '/children' },
  { text: fullName(child), href: `/children/${child.id}` },
  ...(more ? [{ text: 'Hours of education', href: hoursPath(child.id) }] : []),
]

/** A child's hours of education at each provider, and whether together they are full-time outside a school. */
export const hoursOfChild = page({
  path: '/children/:child_id/hours',
  needs: ['registration.see', 'children.edit'],
  load: async ({ tx, actor, params }) => {
    const child = await childNamed(tx, actor, params.child_id)
    if (!child) return undefined
    const marker = await markerOf(tx, actor)
    const rows = await attendingToday(tx, actor, { child_id: child.id })
    const here = testSettings(rows, marker.hours, actor.today).flatMap(({ children }) => children)
    return {
      child,
      marker,
      hours: await hoursOf(tx, actor, child.id),
      sums: [...acrossSettings(rows, marker.hours, actor.today), ...here.filter(({ reaches }) => reaches)],
    }
  },
  seen: ({ child }) => sawChild(child.id),
  title: ({ child }) => `Hours of education of ${fullName(child)}`,
  crumbs: ({ child }) => crumbsOf(child, false),
  view: ({ child, marker, hours, sums }, _, { actor }) => {
    const edits = may(actor, ['children.edit', 'agreements.edit'])
    return (
      <>
        <Heading level={1} caption={<Name full={fullName(child)} />}>
          Hours of education
        </Heading>
        <Lead>Where this child is taught each week, beside the places a return knows of.</Lead>
        {sums.length > 0 && (
          <>
            <WarningText>
              {sums.some(one => one.protected)
                ? 'Taught full-time at places that are not registered as a school, with an EHC plan or looked after.'
                : 'Taught full-time at places that are not registered as a school.'}
            </WarningText>
            <Sums sums={sums} caption="The sum" />
            <TheRule marker={marker.hours} own={marker.why} />
          </>
        )}
        <DataTable
          caption="Hours recorded, latest first"
          rows={hours}
          columns={[
            {
              title: 'Where',
              cell: one => (edits ? <Link href={`/hours/${one.id}`}>{one.provider}</Link> : one.provider),
            },
            { title: 'Hours a week', numeric: true, cell: one => one.hours },
            { title: 'From', cell: one => dateInWords(one.from_on), nowrap: true },
            { title: 'To', cell: one => (one.to_on ? dateInWords(one.to_on) : 'Goes on'), nowrap: true },
            {
              title: 'Registered',
              cell: one => (one.registered === null ? 'Not recorded' : one.registered ? 'Yes' : 'No'),
            },
            { title: 'Told by', cell: one => one.told_by },
          ]}
          empty={<EmptyState title="No hours are recorded" />}
        />
        {edits && <Button href={`${hoursPath(child.id)}/new`}>Record hours at a place</Button>}
      </>
    )
  },
})

const form = z.object({
  provider_id: maybeId('Choose a provider from the list'),
  hours: z
    .string()
    .regex(/^\d{1,2}(\.\d)?$/, 'Enter the hours of a week, like 12 or 6.5')
    .transform(Number),
  from_on: day('Enter the first day, like 1 9 2026'),
  to_on: maybeDay('Enter the last day, like 31 7 2027, or leave it empty'),
  told_by: words('Say who told you: the provider’s timetable, the school, a visit', 200),
})

type Standing = { provider_id?: number; hours?: number; from_on?: string; to_on?: string | null; told_by?: string }

const Fields = ({
  answers,
  standing,
  providers,
}: {
  answers: Answers
  standing: Standing
  providers: { id: number; name: string; registered: boolean | null }[]
}) => (
  <>
    <Select
      name="provider_id"
      label="Where"
      items={[
        { value: '', text: 'Choose' },
        ...providers.map(one => ({
          value: one.id,
          text: `${one.name}${one.registered === false ? ', not registered' : ''}`,
        })),
      ]}
      value={answers.value('provider_id', standing.provider_id)}
      error={answers.error('provider_id')}
    />
    <Input
      name="hours"
      label="Hours a week"
      hint="Hours of education in a usual week, with breaks"
      width={3}
      inputmode="decimal"
      value={answers.value('hours', standing.hours)}
      error={answers.error('hours')}
    />
    <DateField name="from_on" legend="First day" standing={standing.from_on} answers={answers} />
    <DateField
      name="to_on"
      legend="Last day, if it has one"
      hint="Leave empty while it goes on"
      standing={standing.to_on}
      answers={answers}
    />
    <Input
      name="told_by"
      label="Who told you"
      hint="For example: the provider’s timetable"
      value={answers.value('told_by', standing.told_by)}
      error={answers.error('told_by')}
    />
  </>
)

const choose = { refused: [{ field: 'provider_id', message: 'Choose where the child is taught' }] }

export const newHours = page({
  path: '/children/:child_id/hours/new',
  needs: ['children.edit', 'agreements.edit'],
  load: async ({ tx, actor, params }) => {
    const child = await childNamed(tx, actor, params.child_id)
    return child && { child, providers: await providersToAttend(tx, actor) }
  },
  seen: ({ child }) => sawChild(child.id),
  form,
  submit: async ({ db, actor }, { child }, { provider_id, ...given }) => {
    if (provider_id === null) return choose
    const added = await addHours(db, actor, child.id, { ...given, provider_id })
    return 'refused' in added ? added : { to: hoursPath(child.id), said: 'The hours were recorded' }
  },
  title: ({ child }) => `Record hours of education of ${fullName(child)}`,
  crumbs: ({ child }) => crumbsOf(child),
  view: ({ child, providers }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Record hours at a place
      </Heading>
      <form method="post" novalidate>
        <Fields answers={answers} standing={{}} providers={providers} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})

export const changeHoursPage = page({
  path: '/hours/:hours_id',
  needs: ['children.edit', 'agreements.edit'],
  load: async ({ tx, actor, params }) => {
    const found = await visibleHours(tx, actor, params.hours_id)
    return found && { ...found, providers: await providersToAttend(tx, actor) }
  },
  seen: ({ child }) => sawChild(child.id),
  form: form.extend({ version }),
  submit: async ({ db, actor }, { row, child }, { version: opened, provider_id, ...given }) => {
    if (provider_id === null) return choose
    const changed = await changeHours(db, actor, row, opened, { ...given, provider_id })
    return 'refused' in changed ? changed : { to: hoursPath(child.id), said: 'The hours were saved' }
  },
  title: ({ child }) => `Change hours of education of ${fullName(child)}`,
  crumbs: ({ child }) => crumbsOf(child),
  view: ({ row, child, providers }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Change hours at a place
      </Heading>
      <form method="post" novalidate>
        <Opened
          answers={answers}
          version={row.recorded_act}
          differences={differences(answers, [
            { name: 'hours', what: 'Hours a week', saved: String(row.hours) },
            { name: 'told_by', what: 'Told by', saved: row.told_by },
          ])}
        />
        <Fields answers={answers} standing={row} providers={providers} />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={`/hours/${row.id}/remove`}>Take it out, it was recorded by mistake</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

export const removeHours = page({
  path: '/hours/:hours_id/remove',
  needs: ['children.edit', 'agreements.edit'],
  load: ({ tx, actor, params }) => visibleHours(tx, actor, params.hours_id),
  seen: ({ child }) => sawChild(child.id),
  form: z.object({ version }),
  submit: async ({ db, actor }, { row, child }, { version: opened }) => {
    const removed = await changeHours(db, actor, row, opened, 'remove')
    return 'refused' in removed ? removed : { to: hoursPath(child.id), said: 'It was taken out' }
  },
  title: ({ child }) => `Take out hours of education of ${fullName(child)}`,
  crumbs: ({ child }) => crumbsOf(child),
  view: ({ row, child }) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Take these hours out?
      </Heading>
      <InsetText>{`${row.hours} hours a week at ${row.provider}, from ${dateInWords(row.from_on)}`}</InsetText>
      <Body>Only if they never were. When they ended, record the last day instead.</Body>
      <form method="post" novalidate>
        <input type="hidden" name="version" value={row.recorded_act} />
        <ButtonGroup>
          <Button variant="warning" preventDoubleClick>
            Take it out
          </Button>
          <Link href={hoursPath(child.id)}>Keep it</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
