import { academicYear, academicYearName } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import {
  type Respondent,
  type SoftScale,
  softFamilies,
  softMethods,
  softNotGivenReasons,
  softScales,
} from '#domain/soft-scale.ts'
import { Body, DataTable, Details, EmptyState, Heading, Link, Name } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { SmallTrends } from '#platform/charts/index.ts'
import { addressOf } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { childWord } from '../child.ts'
import { needsOf, placementsOf, visibleChild } from '../queries.ts'
import { type Answer, answersOf } from '../record/said.ts'
import { childCrumbs, childPath, fullName, needName, sawChild } from '../views.tsx'
import { isFinding, voicesOf } from '../voices.ts'

/** What a child, the parents and the provider have said over the years, scale by scale and never added up. */
export const voicesPage = page({
  path: '/children/:child_id/voices',
  needs: 'children.see',
  load: async ({ tx, actor, params }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    if (!child) return undefined
    const inPlace = <T extends { rank: number; from_on: string; to_on: string | null }>(rows: T[]) =>
      rows.find(
        ({ rank, from_on, to_on }) => rank === 1 && from_on <= actor.today && (to_on === null || to_on >= actor.today),
      )
    return {
      child,
      answers: await answersOf(tx, actor, child.id),
      need: inPlace(await needsOf(tx, actor, child.id))?.need,
      place: inPlace(await placementsOf(tx, actor, child.id))?.provider,
    }
  },
  seen: ({ child }) => sawChild(child.id),
  title: ({ child }) => `How it has been for ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, answers, need, place }, _, { actor }) => {
    const word = childWord(child.birth_date, actor.today)
    const years = yearsOf(answers)
    return (
      <>
        <Heading level={1} caption={<Name full={fullName(child)} />}>
          How it has been, over the years
        </Heading>
        {answers.length === 0 ? (
          <EmptyState title="Nobody has been asked yet">
            <Body>What the {word}, the parents and the provider say at a review comes here.</Body>
          </EmptyState>
        ) : (
          <>
            <Body>
              Rungs from 1 to 5, the last answer of each year. What the {word}, the parent or carer and the provider say
              stands side by side and is never added up.
            </Body>
            {voicesOf(answers).map(({ family, scales }) => (
              <>
                <Heading level={2}>{softFamilies[family]}</Heading>
                <SmallTrends
                  years={years.map(academicYearName)}
                  min={1}
                  max={5}
                  trends={scales.map(row => ({
                    ...trendOf(row.scale, answers, years, who(word)),
                    says: isFinding(row) ? `Seen differently in the last year: ${row.gap} rungs apart` : undefined,
                  }))}
                />
              </>
            ))}
            {may(actor, 'pictures.see') && actor.scope !== 'own' && need && (
              <Body>
                Beside it, what is said of{' '}
                <Link href={addressOf('/pictures/soft', { by: 'academic_year', filter: `need=${need}` })}>
                  everyone with {needName(need)}
                </Link>
                {place && ', and of those at the same place from the page of that place'}.
              </Body>
            )}
            <Body>
              <Link href={`${childPath(child.id)}#voices`}>What each answer means, in words</Link>
            </Body>
          </>
        )}
      </>
    )
  },
})

type Word = 'child' | 'young person'

const who = (word: Word): Record<Respondent, string> => ({
  young_person: word === 'child' ? 'Child' : 'Young person',
  parent: 'Parent',
  provider: 'Provider',
})

const yearOf = ({ academic_year, on_date }: Answer) => academic_year ?? academicYear(on_date)

function yearsOf(answers: readonly Answer[]): number[] {
  const found = answers.map(yearOf)
  const [first, last] = [Math.min(...found), Math.max(...found)]
  return Array.from({ length: last - first + 1 }, (_, nth) => first + nth)
}

function trendOf(
  scale: SoftScale,
  all: readonly Answer[],
  years: readonly number[],
  names: Record<Respondent, string>,
) {
  const answers = all.filter(answer => answer.scale === scale)
  const everyone = (Object.keys(names) as Respondent[]).filter(one =>
    answers.some(({ respondent }) => respondent === one),
  )
  const series = everyone.map(respondent => {
    const lasts = years.map(year =>
      answers.findLast(answer => answer.respondent === respondent && yearOf(answer) === year),
    )
    return {
      label: names[respondent],
      tone: 'plain' as const,
      values: lasts.map(last => last?.rung ?? null),
      notes: lasts.map(last => (last?.rung ? softScales[scale].rungs[last.rung - 1] : undefined)),
    }
  })
  const said = series.map(
    ({ label, values }) =>
      `${label}: ${years.flatMap((year, nth) => (values[nth] === undefined || values[nth] === null ? [] : [`${values[nth]} in ${academicYearName(year)}`])).join(', ') || 'no rung given'}`,
  )
  return {
    id: `voice-${scale.replaceAll('_', '-')}`,
    name: softScales[scale].name,
    desc: said.join('. '),
    series,
    table: (
      <Details summary="Every answer, as a table">
        <DataTable
          small
          caption={`${softScales[scale].name}, latest first`}
          rows={answers.toReversed()}
          columns={[
            { title: 'Day', cell: ({ on_date }) => dateInWords(on_date), nowrap: true },
            { title: 'Who', cell: ({ respondent }) => names[respondent] },
            { title: 'Rung', cell: answer => rungWords(scale, answer) },
            { title: 'How', cell: ({ method }) => (method ? softMethods[method] : '') },
            { title: 'In words', cell: ({ words }) => (words ? `“${words}”` : '') },
          ]}
        />
      </Details>
    ),
  }
}

const rungWords = (scale: SoftScale, { rung, not_given_reason }: Answer) =>
  rung === null
    ? `Not given${not_given_reason ? `: ${softNotGivenReasons[not_given_reason].toLowerCase()}` : ''}`
    : `${rung}: ${softScales[scale].rungs[rung - 1]}`
