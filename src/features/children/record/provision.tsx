import { dateInWords } from '#domain/date.ts'
import { deliveries, isDelivery } from '#domain/delivery.ts'
import { amount, sections } from '#features/plans/index.ts'
import { Body, DataTable, Link } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Line } from './provision.ts'

/** What the last review said was given, and when. */
const given = ({ given: code, given_hours, given_by }: Line) =>
  code !== null && isDelivery(code)
    ? `${deliveries[code]}${given_hours === null ? '' : `, ${given_hours} hours`}${given_by ? `, said on ${dateInWords(given_by)}` : ''}`
    : 'Not said yet'

const What = ({ line }: { line: Line }) => (
  <>
    {line.text}
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
export const Provision = ({ lines, plan_id, actor }: { lines: Line[]; plan_id: number | undefined; actor: Actor }) => (
  <>
    <DataTable
      small
      caption="What the plan says will be given"
      captionHidden
      rows={lines}
      columns={[
        { title: 'What', cell: line => <What line={line} /> },
        { title: 'Promised', cell: line => [amount(line), line.ratio].filter(Boolean).join(', ') || 'Not said' },
        { title: 'Given', cell: given },
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
    {plan_id !== undefined && may(actor, 'plans.edit') && (
      <Body>
        <Link href={`/plans/${plan_id}/provision/new`}>Add a line of provision</Link>
      </Body>
    )}
  </>
)
