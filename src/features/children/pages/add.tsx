import { isDate } from '#domain/date.ts'
import { Body, Button, DataTable, Heading, Input, Link, Name, WarningText } from '#govuk/index.ts'
import { addressOf, asked, type Query } from '#platform/http/address.ts'
import { DateField } from '#platform/http/fields.tsx'
import { answers as answersTo, joinDates } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { addChild } from '../actions.ts'
import type { Details } from '../child.ts'
import { DetailsFields, detailsForm } from '../details-form.tsx'
import { type LikelyMatch, likelyMatches } from '../finding/matches.ts'
import { ageAndYear, childPath, fullName } from '../views.tsx'

/** Search before you create: the name and date of birth first, the likely matches next, the new record last. */
export const add = page({
  path: '/children/new',
  needs: 'children.edit',
  load: async ({ tx, actor, query }) => {
    const sought = soughtIn(query)
    const { forename, surname, birth_date, upn } = sought
    const complete = Boolean(forename && surname && isDate(birth_date))
    const known = { forename, surname, birth_date, upn: upn?.toUpperCase() ?? null, uln: sought.uln ?? null }
    return { sought, complete, matches: complete ? await likelyMatches(tx, actor, known) : [] }
  },
  form: detailsForm,
  submit: async ({ db, actor }, { matches }, details) => {
    const seen = matches.map(({ id }) => id)
    const added = await addChild(db, actor, details, seen)
    if ('matches' in added) {
      return {
        to: addressOf('/children/new', { ...details }),
        said: 'Nothing is saved yet. What you typed is like a record that is here already.',
      }
    }
    if ('refused' in added) return added
    return { to: childPath(added.id), said: `${fullName(details)} was added` }
  },
  title: () => 'Add a child',
  crumbs: () => [{ text: 'Children', href: '/children' }],
  view: ({ sought, complete, matches }, answers, { query, actor }) => {
    if (!complete) return <Look sought={sought} asks={asked(query, 'look') === 'yes'} />
    return (
      <>
        <Heading level={1}>Add a child</Heading>
        <Matches matches={matches} today={actor.today} />
        <Heading level={2}>
          {matches.length > 0 ? 'None of these: add a new record' : 'No record is like this one: add it'}
        </Heading>
        <form method="post" noValidate>
          <DetailsFields answers={answers} child={sought} />
          <Button preventDoubleClick>Add this child</Button>
        </form>
      </>
    )
  },
})

function soughtIn(query: Query) {
  const fields = joinDates(query as Record<string, unknown>)
  const one = (name: string) => asked(fields, name).slice(0, 100)
  const sought: Partial<Details> & Pick<Details, 'forename' | 'surname' | 'birth_date'> = {
    forename: one('forename'),
    surname: one('surname'),
    birth_date: one('birth_date'),
    sex: one('sex'),
    upn: one('upn') || null,
    upn_unknown_reason: one('upn_unknown_reason') || null,
    uln: one('uln') || null,
    ethnicity: one('ethnicity') || null,
    postcode: one('postcode') || null,
  }
  return sought
}

const Look = ({ sought, asks }: { sought: ReturnType<typeof soughtIn>; asks: boolean }) => {
  const missing = (value: string, message: string) => (asks && !value ? message : undefined)
  const birth = asks && !isDate(sought.birth_date) ? 'Enter the date of birth, like 27 3 2014' : undefined
  return (
    <>
      <Heading level={1}>Add a child</Heading>
      <Body>First see whether the child is here already.</Body>
      <form method="get" action="/children/new" noValidate>
        <input type="hidden" name="look" value="yes" />
        <Input
          name="forename"
          label="First name"
          value={sought.forename}
          error={missing(sought.forename, 'Enter the first name')}
          width={20}
          spellcheck={false}
        />
        <Input
          name="surname"
          label="Family name"
          value={sought.surname}
          error={missing(sought.surname, 'Enter the family name')}
          width={20}
          spellcheck={false}
        />
        <DateField
          name="birth_date"
          legend="Date of birth"
          hint="For example, 27 3 2014"
          standing={isDate(sought.birth_date) ? sought.birth_date : undefined}
          answers={answersTo({}, birth ? [{ field: 'birth_date', message: birth }] : [])}
        />
        <Input
          name="upn"
          label="Unique pupil number (UPN), if you know it"
          value={sought.upn ?? ''}
          width={20}
          spellcheck={false}
        />
        <Button>Look for the child</Button>
      </form>
    </>
  )
}

const Matches = ({ matches, today }: { matches: LikelyMatch[]; today: string }) =>
  matches.length === 0 ? null : (
    <>
      <WarningText>
        {matches.length === 1
          ? 'A child is here who may be the same'
          : `${matches.length} children are here who may be the same`}
      </WarningText>
      <DataTable
        caption="Likely matches"
        rows={matches}
        columns={[
          {
            title: 'Name',
            cell: match => (
              <Link href={childPath(match.id)}>
                <Name full={fullName(match)} />
              </Link>
            ),
          },
          { title: 'Age and year', cell: match => ageAndYear(match.birth_date, today) },
          { title: 'UPN', cell: match => match.upn ?? 'Not recorded' },
          { title: 'Why it may be the same', cell: match => match.reasons.join('; ') },
        ]}
      />
    </>
  )
