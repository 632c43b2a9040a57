import { dateInWords } from '#domain/date.ts'
import { Body, DataTable, Link } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { completers } from './instrument.ts'
import type { ScoreRow } from './queries.ts'

/** Scores of licensed instruments, as numbers alone: what they mean is in their own manuals. */
export const Scores = ({ child_id, scores, actor }: { child_id: number; scores: ScoreRow[]; actor: Actor }) => {
  const editing = may(actor, 'reviews.record')
  if (scores.length === 0 && !editing) return null
  return (
    <>
      {scores.length > 0 && (
        <DataTable
          small
          caption="Scores of other instruments"
          rows={scores}
          columns={[
            {
              title: 'Instrument',
              cell: ({ instrument, version, part }) => [instrument, version, part].filter(Boolean).join(', '),
            },
            { title: 'Score', numeric: true, cell: ({ score }) => score },
            { title: 'On', cell: ({ on_date }) => dateInWords(on_date) },
            { title: 'Completed by', cell: ({ completed_by }) => completers[completed_by] },
            ...(editing
              ? [
                  {
                    title: 'Remove',
                    cell: ({ id, instrument, on_date }: ScoreRow) => (
                      <Link href={`/scores/${id}/remove`} hidden={`${instrument}, ${dateInWords(on_date)}`}>
                        Remove
                      </Link>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {editing && (
        <Body>
          <Link href={`/children/${child_id}/scores/new`}>Add a score of another instrument</Link>
        </Body>
      )}
    </>
  )
}
