import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, DataTable, EmptyState, Heading, Lead, Link, Radios, Tag } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { DateField } from '#platform/http/fields.tsx'
import { NotFound, page } from '#platform/http/page.tsx'
import { day } from '#platform/http/typed.ts'
import { takeOn } from '../actions.ts'
import { forWhom } from '../framework.ts'
import { type FrameworkRow, frameworksHere } from '../queries.ts'
import { shippedFrameworks } from '../shipped.ts'

export const list = page({
  path: '/standards',
  needs: 'standards.see',
  load: async ({ tx, actor }) => {
    const frameworks = await frameworksHere(tx, actor)
    const known = new Set(frameworks.map(({ ref }) => ref))
    return { frameworks, offered: shippedFrameworks.filter(({ ref }) => !known.has(ref)) }
  },
  form: z.object({
    take: z.string('Select a framework').min(1, 'Select a framework'),
    from_on: day('Enter the day it is in force from, like 1 4 2026'),
  }),
  submit: async ({ db, actor }, _, { take, from_on }) => {
    if (!may(actor, 'standards.edit')) throw new NotFound()
    const shipped = shippedFrameworks.find(({ ref }) => ref === take)
    if (!shipped) return { refused: [{ field: 'take', message: 'Select a framework from the list' }] }
    if (from_on < actor.today)
      return { refused: [{ field: 'from_on', message: 'It can be in force from today or a later day' }] }
    const taken = await takeOn(db, actor, shipped, from_on)
    return 'refused' in taken ? taken : { to: `/standards/${taken.id}`, said: `${shipped.name} was taken on` }
  },
  title: () => 'Standards',
  view: ({ frameworks, offered }, answers, { actor }) => (
    <>
      <Heading level={1}>Standards</Heading>
      <Lead>What is expected of each kind of provider, and the line from which it is met.</Lead>
      <Body>
        A published version never changes. Providers are judged on the version in force, and each judgement names the
        version it was made on.
      </Body>
      <DataTable
        caption="Frameworks of this area, by name"
        rows={frameworks}
        columns={[
          { title: 'Name', cell: one => <Link href={`/standards/${one.id}`}>{one.name}</Link> },
          { title: 'For', cell: forWhom },
          { title: 'Version', cell: one => <VersionOf framework={one} /> },
          { title: 'Standards', numeric: true, cell: one => one.standards },
          { title: 'Gates', numeric: true, cell: one => one.gates },
        ]}
        empty={
          <EmptyState title="No framework has been taken on yet">
            <Body>
              {may(actor, 'standards.edit')
                ? 'Take one on below. It is then yours, to be changed as a new version.'
                : 'A commissioner or quality assurance officer takes them on.'}
            </Body>
          </EmptyState>
        }
      />
      {may(actor, 'standards.edit') && offered.length > 0 && (
        <>
          <Heading level={2}>Take on a framework</Heading>
          <form method="post" novalidate>
            <Radios
              name="take"
              legend="Which one"
              legendSize="s"
              value={answers.value('take')}
              error={answers.error('take')}
              items={offered.map(one => ({
                value: one.ref,
                text: one.name,
                hint: `${one.about} ${one.themes.flatMap(({ standards }) => standards).length} standards. ${one.source}.`,
              }))}
            />
            <DateField name="from_on" legend="In force from" standing={actor.today} answers={answers} />
            <Button preventDoubleClick>Take it on</Button>
          </form>
        </>
      )}
    </>
  ),
})

const VersionOf = ({ framework: { number, from_on, has_draft, coming, ended_on } }: { framework: FrameworkRow }) => (
  <>
    {ended_on !== null
      ? `Ended on ${dateInWords(ended_on)}`
      : number === null
        ? 'None in force yet'
        : `${number}, from ${dateInWords(from_on ?? '')}`}{' '}
    {coming > 0 && <Tag colour="blue">Next one published</Tag>} {has_draft && <Tag colour="grey">Draft</Tag>}
  </>
)
