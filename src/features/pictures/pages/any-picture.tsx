import { academicYear, parseAcademicYear } from '#domain/academic-year.ts'
import { isSmall } from '#domain/small-numbers.ts'
import { Body, Downloads, EmptyState, ErrorSummary, FigureNote, Heading, Lead, Link } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { type Picture, pictures } from '../answer.ts'
import { coveredBy, expectedOf } from '../borough-answer.ts'
import type { Shown } from '../figures.ts'
import { ratedOf } from '../figures.ts'
import { type Measure, measureNames } from '../picture.ts'
import { addressOf, boroughAddress, pictureAddress } from '../picture-address.ts'
import { dimensionWords } from '../picture-dimensions.ts'
import { fitOf } from '../picture-fit.ts'
import { sentence } from '../picture-words.ts'
import { childNames } from '../queries/child-names.ts'
import { choicesOf, placesSeen } from '../queries/choices.ts'
import { childrenAnswered, type Followed, followedOver } from '../queries/soft-followed.ts'
import type { Question } from '../question.ts'
import { Chart } from '../views/chart.tsx'
import { DefinitionOf, KnownThen, Withheld } from '../views/definition.tsx'
import { AudienceSwitch, PictureFilters } from '../views/filters.tsx'
import type { Limits } from '../views/institutions.tsx'
import { openFor } from '../views/open.ts'
import { inNames, PictureTable, pageOf, TablePages } from '../views/picture-table.tsx'
import { many, noteOf, percentWords } from '../views/words.ts'
import { asked } from './asked.ts'
import { limitsOf } from './provider-question.tsx'

/** Any picture of a measure: what it is split by, of whom, how; the chart that fits, the table behind it and its definition. */
const pictureOf = (measure: Measure) =>
  page({
    path: `/pictures/${measure}`,
    needs: ['pictures.see', 'pictures.published'],
    load: async ({ tx, actor, query }) => {
      const read = asked(measure, actor, query, ['page', 'limits'])
      if (!read) return undefined
      const limits = limitsOf(query)
      return {
        ...read,
        limits,
        choices: await choicesOf(tx, actor, read.question.known_on),
        places: await placesSeen(tx, actor),
        found: read.mistakes.length > 0 ? null : await find(tx, actor, read.question),
      }
    },
    title: ({ question, mistakes }) => `${mistakes.length > 0 ? 'Error: ' : ''}${titleOf(question)}`,
    crumbs: ({ question }) => [
      { text: 'Borough picture', href: boroughAddress({ ...question, by: [], window: 'baseline' }) },
    ],
    view: ({ question, mistakes, typed, choices, places, limits, found }, _, { actor, query }) => {
      const at = Math.min(askedPage(query), Math.max(1, Math.ceil((found?.rows.length ?? 0) / 100)))
      return (
        <>
          {mistakes.length > 0 && <ErrorSummary errors={mistakes} />}
          <Heading level={1}>{titleOf(question)}</Heading>
          {found && <Lead>{sentence({ ...question, by: [] }, found.totals, found.coverage)}.</Lead>}
          {places.length > 0 && <Body>{`Children placed with ${places.join(' and ')} today.`}</Body>}
          <KnownThen
            question={question}
            now={pictureAddress({ ...question, known_on: null })}
            since={addressOf('/pictures/changes', question, { measure })}
          />
          <AudienceSwitch question={question} actor={actor} to={pictureAddress} />
          <PictureFilters
            {...{ question, actor, choices }}
            typed={mistakes.length > 0 ? typed : undefined}
            clear={isNarrowed(question) || mistakes.length > 0 ? `/pictures/${measure}` : undefined}
          />
          {found && (
            <>
              <Withheld withheld={found.withheld} />
              <Drawn {...{ found, question, actor, limits }} />
              <FigureNote
                n={countWords(question, found.totals)}
                {...noteOf(question, actor.today, found.coverage)}
                {...(found.answered === undefined ? {} : { coverage: answeredWords(found, question) })}
              />
              {measure === 'soft' && question.by.join() !== 'academic_year' && (
                <Body>
                  <Link href={pictureAddress({ ...question, years: null, by: ['academic_year'] })}>
                    What was said over the years, of the same children
                  </Link>
                </Body>
              )}
              <Heading level={2}>The figures</Heading>
              <PictureTable
                picture={pageOf(inNames({ question, rows: found.rows }), at)}
                open={openFor(actor, question)}
                names={found.names}
                empty={<Nothing />}
              />
              <TablePages
                total={found.rows.length}
                page={at}
                href={to => pictureAddress(question, { page: to, limits: limits === 'chance' ? limits : undefined })}
              />
              <Downloads
                print
                items={[
                  { href: addressOf(`/pictures/${measure}.csv`, question), text: 'CSV' },
                  { href: addressOf(`/pictures/${measure}.xlsx`, question), text: 'Excel' },
                ]}
              />
              <DefinitionOf question={question} today={actor.today} />
            </>
          )}
        </>
      )
    },
  })

type Found = {
  rows: Shown[]
  withheld: readonly string[] | undefined
  /** The one row of the same question without any split. */
  totals: Shown | undefined
  coverage: Shown | undefined
  histogram: ReadonlyMap<number, number> | null
  expected: ReadonlyMap<string, number>
  followed: readonly Followed[]
  /** Of soft outcomes: children of whom anyone answered. */
  answered: number | undefined
  names: Awaited<ReturnType<typeof childNames>> | undefined
}

async function find(tx: Tx, actor: Actor, question: Question): Promise<Found> {
  const { measure, by } = question
  const whole = { ...question, by: [] }
  const casework = question.audience === 'casework'
  const funnel = measure === 'ratings' && by.join() === 'institution' && casework && actor.scope === 'area'
  const mix: Question = { ...question, by: ['institution', 'need', 'age_band'] }
  const [totals, split, expected] = await pictures(tx, actor, [whole, question, ...(funnel ? [mix] : [])])
  const { rows, withheld } = split as Picture
  return {
    rows,
    withheld,
    totals: totals?.rows[0],
    coverage: measure === 'coverage' ? totals?.rows[0] : await coveredBy(tx, actor, whole),
    histogram: by.length === 0 ? (totals?.histogram ?? null) : null,
    expected: expected ? expectedOf(expected) : new Map(),
    followed: measure === 'soft' && by.join() === 'academic_year' ? await followedOver(tx, actor, question) : [],
    answered: measure === 'soft' ? await childrenAnswered(tx, actor, whole) : undefined,
    names: by.includes('child')
      ? await childNames(
          tx,
          actor,
          rows.map(row => row.key[by.indexOf('child')] ?? ''),
        )
      : undefined,
  }
}

/** The years a trend is drawn over: those asked for, or those there is something of. */
const yearsOf = (question: Question, rows: Found['rows'], today: string): number[] => {
  const at = question.by.indexOf('academic_year')
  const found = rows.map(row => parseAcademicYear(row.key[at] ?? '')).filter(year => year !== undefined)
  const first = Math.min(...found, ...(question.years ?? [academicYear(today)]))
  const last = Math.max(...found, ...(question.years ?? []))
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index)
}

const Drawn = ({
  found,
  question,
  actor,
  limits,
}: {
  found: Found
  question: Question
  actor: Actor
  limits: Limits
}) => (
  <Chart
    fit={fitOf(question, found.rows, actor.scope === 'area')}
    title={titleOf(question)}
    picture={{ question, rows: found.rows }}
    open={openFor(actor, question)}
    years={question.by.includes('academic_year') ? yearsOf(question, found.rows, actor.today) : []}
    histogram={found.histogram}
    expected={found.expected}
    followed={found.followed}
    limits={limits}
    otherLimits={pictureAddress(question, { limits: limits === 'chance' ? undefined : 'chance' })}
  />
)

const Nothing = () => (
  <EmptyState title="Nothing here yet">
    <Body>Choose another year, or fewer filters.</Body>
  </EmptyState>
)

/** 'Ratings of annual goals by PfA area and primary need'. */
function titleOf({ measure, by }: Pick<Question, 'measure' | 'by'>): string {
  const names = by
    .map(dimension => dimensionWords[dimension].name)
    .map(name => (name.startsWith('PfA') ? name : name.charAt(0).toLowerCase() + name.slice(1)))
  const last = names.pop()
  if (last === undefined) return measureNames[measure]
  return `${measureNames[measure]} by ${names.length > 0 ? `${names.join(', ')} and ${last}` : last}`
}

function countWords({ measure }: Question, totals: Shown | undefined): string {
  const figures = totals?.figures ?? {}
  switch (measure) {
    case 'ratings':
      return `${many(ratedOf(figures), 'rated goal', 'rated goals')} of ${many(figures.children, 'child', 'children')}`
    case 'distance':
      return `${many(figures.outcomes, 'outcome', 'outcomes')} of ${many(figures.children, 'child', 'children')}`
    case 'soft':
      return 'Each child’s last answer'
    case 'coverage':
      return many(figures.children_with_plan, 'child with a plan', 'children with a plan')
  }
}

/** Of how many children with a plan anyone said anything, hidden where that would tell of a few. */
function answeredWords({ answered = 0, coverage }: Found, { audience }: Question): string | undefined {
  const all = coverage?.figures.children_with_plan
  if (all === undefined) return undefined
  const telling = all === 'c' || isSmall(answered) || isSmall(Math.abs(Number(all) - answered))
  return `somebody answered about ${percentWords(audience === 'published' && telling ? 'c' : answered, all)} of ${many(all, 'child', 'children')} with a plan`
}

const isNarrowed = ({ by, filters, years, known_on, counting, pfa, window }: Question) =>
  by.length > 0 ||
  Object.keys(filters).length > 0 ||
  years !== null ||
  known_on !== null ||
  counting !== 'last' ||
  pfa !== 'main' ||
  window !== 'baseline'

export const anyPictures = (Object.keys(measureNames) as Measure[]).map(pictureOf)
