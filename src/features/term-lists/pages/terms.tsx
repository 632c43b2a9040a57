import { z } from 'zod'
import { academicYear, academicYearName, lastDayOf } from '#domain/academic-year.ts'
import { dateInWords, isDate } from '#domain/date.ts'
import { listDueOn, type Season, seasonList, seasons, termOf } from '#domain/school-term.ts'
import { Body, Button, Checkboxes, Heading, Lead, Switch } from '#govuk/index.ts'
import { addressOf, asked } from '#platform/http/address.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { readSettings } from '#platform/settings/setting.ts'
import { saveTerms } from '../actions.ts'
import { ownTerms } from '../queries.ts'
import { toLists } from '../views.tsx'

const day = (season: Season) =>
  z
    .string()
    .min(1, `Enter the first day of the ${season} term`)
    .refine(text => !text || isDate(text), 'Enter a real date, such as 5 1 2026')

/** The days terms begin, by year, and whether lists go by themselves. */
export const terms = page({
  path: '/term-lists/terms',
  needs: ['caseloads.manage', 'settings.edit'],
  load: async ({ tx, actor, query }) => {
    const now = academicYear(actor.today)
    const years = [now, now + 1]
    const year = years.find(one => academicYearName(one) === asked(query, 'year')) ?? now
    const own = await ownTerms(tx, actor)
    const settings = await readSettings(tx, actor)
    return {
      ...{ years, year },
      terms: seasonList.map(season => termOf({ academic_year: year, season }, own)),
      by_itself: settings.term_lists_by_itself === 'yes',
    }
  },
  form: z.object({
    autumn: day('autumn'),
    spring: day('spring'),
    summer: day('summer'),
    by_itself: z.string().optional(),
  }),
  submit: async ({ db, actor, url }, { year }, { by_itself, ...begins }) => {
    const first = `${year}-08-01`
    const refused = seasonList.flatMap((season, at) => {
      const before = at === 0 ? first : begins[seasonList[at - 1] ?? 'autumn']
      if (begins[season] <= before || begins[season] > lastDayOf(year))
        return [
          {
            field: season,
            message: `The ${season} term must begin in ${academicYearName(year)}, after the term before`,
          },
        ]
      return []
    })
    if (refused.length > 0) return { refused }
    await saveTerms(
      db,
      actor,
      seasonList.map(season => ({ academic_year: year, season, begins_on: begins[season] })),
      by_itself === 'yes',
    )
    return { to: url, said: 'The days are saved' }
  },
  title: () => 'When terms begin',
  crumbs: () => [toLists],
  view: ({ years, year, terms, by_itself }, answers) => (
    <>
      <Heading level={1}>When terms begin</Heading>
      <Lead>
        The list of reviews is due two weeks before each term. Change a day where your schools begin on another.
      </Lead>
      <Switch
        label="Which year"
        items={years.map(one => ({
          text: academicYearName(one),
          href: addressOf('/term-lists/terms', { year: academicYearName(one) }),
          current: one === year,
        }))}
      />
      <form method="post" novalidate>
        {terms.map(term => (
          <DateField
            name={term.season}
            legend={`${seasons[term.season]} term`}
            legendSize="m"
            hint={`Its list is due by ${dateInWords(listDueOn(term))}`}
            standing={term.begins_on}
            answers={answers}
          />
        ))}
        <Checkboxes
          name="by_itself"
          legend="By itself"
          legendSize="m"
          values={answers.values('by_itself', by_itself ? ['yes'] : [])}
          items={[
            {
              value: 'yes',
              text: 'Send the lists by themselves',
              hint: 'Three weeks before the term, to every setting where somebody has an account and that has none yet, and to health and social care',
            },
          ]}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
      <Body size="s" quiet>
        To see beforehand what would go: waymark term-lists --dry-run
      </Body>
    </>
  ),
})
