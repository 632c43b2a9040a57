import { dateInWords } from '#domain/date.ts'
import { planTypes } from '#domain/plan-type.ts'
import { nextReviewDue } from '#features/deadlines/index.ts'
import { inForce } from '#features/plans/index.ts'
import { formFor, kinds, mendedBy, type toDoOfChild } from '#features/to-do/index.ts'
import { Body, Button, ButtonGroup, Details, InsetText, Lead, Link, List } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Child, placementsOf, plansOf } from '../queries.ts'
import { ageAndYear, childPath, settingName } from '../views.tsx'

type Facts = {
  places: Awaited<ReturnType<typeof placementsOf>>
  plans: Awaited<ReturnType<typeof plansOf>>
}

/** Age and year, setting, plan in force, next date; and what may be done. */
export const WhoAndWhere = ({
  child,
  record: { places, plans },
  actor,
}: {
  child: Child
  record: Facts
  actor: Actor
}) => {
  const open = places.find(
    ({ rank, from_on, to_on }) => rank === 1 && from_on <= actor.today && (to_on === null || to_on >= actor.today),
  )
  const plan = plans.find(one => inForce(one, actor.today))
  const [ceased] = plans
  const setting = open?.provider ?? settingName(open?.setting)
  return (
    <>
      <Lead>
        {ageAndYear(child.birth_date, actor.today)}
        {setting ? `, ${setting}` : ', no setting recorded'}
      </Lead>
      <Body>
        {plan
          ? `${planTypes[plan.plan_type as keyof typeof planTypes] ?? 'Plan'} in force since ${dateInWords(plan.first_made_on)}.${reviewDue(nextReviewDue(plan.plan_type, plan.first_made_on, plan.decided_on), actor.today)}`
          : ceased
            ? `The plan ceased on ${dateInWords(ceased.ceased_on ?? ceased.first_made_on)}.`
            : 'There is no plan.'}{' '}
        <Link href={`${childPath(child.id)}/deadlines`}>All dates and their rules</Link>
      </Body>
      <ButtonGroup>
        {plan && may(actor, 'reviews.record') && <Button href={`/reviews/plan/${plan.id}`}>Record a review</Button>}
        {may(actor, 'children.edit') && <Link href={`${childPath(child.id)}/change`}>Change details</Link>}
        {may(actor, 'plans.edit') && plan && <Link href={`/plans/${plan.id}/change`}>Change the plan</Link>}
        {may(actor, 'plans.edit') && !plan && <Link href={`${childPath(child.id)}/plans/new`}>Record a plan</Link>}
      </ButtonGroup>
    </>
  )
}

const reviewDue = (due: string | undefined, today: string) =>
  due ? ` Next review ${due < today ? 'was due' : 'due'} by ${dateInWords(due)}.` : ''

type Lacks = Awaited<ReturnType<typeof toDoOfChild>>

/** What the record lacks, and the form that mends each, for whoever may. */
export const Lacking = ({ child, lacks, actor }: { child: Child; lacks: Lacks; actor: Actor }) =>
  lacks.length === 0 ? null : (
    <InsetText>
      <Details summary={`This record still needs ${lacks.length === 1 ? '1 thing' : `${lacks.length} things`}`}>
        <List
          bullet
          items={lacks.map(line => (
            <>
              {may(actor, mendedBy[line.kind]) ? (
                <Link href={formFor({ ...line, child_id: child.id })}>{kinds[line.kind].one}</Link>
              ) : (
                `${kinds[line.kind].one}: tell the council if you know`
              )}
              {line.outcome && `: ${line.outcome}`}
            </>
          ))}
        />
      </Details>
    </InsetText>
  )

const parts = {
  path: 'The path',
  goals: 'Goals',
  voices: 'In their own words',
  provision: 'Provision',
  needs: 'Needs and places',
  story: 'Timeline',
}

export const OnThisPage = () => (
  <nav aria-label="On this page">
    <Body size="s">
      {Object.entries(parts).map(([id, text], at) => (
        <>
          {at > 0 && ' · '}
          <Link href={`#${id}`}>{text}</Link>
        </>
      ))}
    </Body>
  </nav>
)
