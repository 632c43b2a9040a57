import { dateInWords } from '#domain/date.ts'
import { termName } from '#domain/term.ts'
import { amount, sections } from '#features/plans/index.ts'
import { reportWords } from '#features/provision/index.ts'
import { Body, DataTable, Details, Link, List } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Line, Told } from './provision.ts'

/** Of how many reports before the last the words are beneath it. */
const Given = ({ line: { told } }: { line: Line }) => {
  const [last, ...before] = told
  if (!last) return <>Not said yet</>
  return (
    <>
      {reportWords(last)}
      <br />
      <When told={last} />
      {before.length > 0 && (
        <Details summary={before.length === 1 ? 'Said once before' : `Said ${before.length} times before`}>
          <List
            items={before.map(earlier => (
              <>
                {reportWords(earlier)} <When told={earlier} />
              </>
            ))}
          />
        </Details>
      )}
    </>
  )
}

const When = ({ told: { review_id, year, term, on, note } }: { told: Told }) => (
  <span class="waymark-quiet">
    {review_id !== null ? (
      <Link href={`/reviews/${review_id}`}>review of {dateInWords(on)}</Link>
    ) : (
      year !== null && term !== null && termName({ year, term })
    )}
    {note && `: “${note}”`}
  </span>
)

const What = ({ line }: { line: Line }) => (
  <>
    <span id={`provision-${line.id}`}>{line.text}</span>
    <br />
    <span class="waymark-quiet">
      {[
        sections[line.section as keyof typeof sections].split(':')[0],
        [line.delivered_by, line.provider].filter(Boolean).join(', ') || 'by whom is not said',
      ].join(', ')}
    </span>
  </>
)

const rungs = (moved: string) => `${moved} ${/^[+-]?1$/.test(moved) ? 'rung' : 'rungs'}`

/** Promised, given, and what moved, line by line. */
export const Provision = ({
  lines,
  child_id,
  plan_id,
  actor,
}: {
  lines: Line[]
  child_id: number
  plan_id: number | undefined
  actor: Actor
}) => (
  <>
    <DataTable
      small
      caption="What the plan says will be given"
      captionHidden
      rows={lines}
      columns={[
        { title: 'What', cell: line => <What line={line} /> },
        { title: 'Promised', cell: line => [amount(line), line.ratio].filter(Boolean).join(', ') || 'Not said' },
        { title: 'Given', cell: line => <Given line={line} /> },
        { title: 'Outcomes moved', cell: line => line.moved?.map(rungs).join(', ') ?? 'Not known yet' },
        ...(may(actor, 'plans.edit')
          ? [
              {
                title: 'Change',
                cell: (line: Line) => (
                  <Link href={`/provision/${line.id}/change`} hidden={line.text}>
                    Change
                  </Link>
                ),
              },
            ]
          : []),
      ]}
      empty={<Body>No provision is recorded yet.</Body>}
    />
    {lines.length > 0 && may(actor, 'reviews.record') && (
      <Body>
        <Link href={`/children/${child_id}/delivery`}>Say what was given this term</Link>
      </Body>
    )}
    {plan_id !== undefined && may(actor, 'plans.edit') && (
      <Body>
        <Link href={`/plans/${plan_id}/provision/new`}>Add a line of provision</Link>
      </Body>
    )}
  </>
)
