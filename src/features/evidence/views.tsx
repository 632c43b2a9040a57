import { dateInWords } from '#domain/date.ts'
import { Body, EmptyState, Heading, Link, Tag } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { type Author, authorsOf } from '#platform/audit/authors.ts'
import type { Tx } from '#platform/database/connect.ts'
import { isKind, kinds } from '#platform/files/kinds.ts'
import type { Crumb } from '#platform/http/page.tsx'
import { type About, type Evidence, evidenceOf } from './queries.ts'
import { inPlace, type Subject, shortly, sizeInWords, subjectInWords } from './words.ts'

export const fullName = (child: { forename: string; surname: string }) => `${child.forename} ${child.surname}`

export const listPath = (child_id: number) => `/children/${child_id}/evidence`

export const childCrumbs = (child: { id: number; forename: string; surname: string }, actor: Actor): Crumb[] => [
  ...(actor.scope === 'own' ? [] : [{ text: 'Children', href: '/children' }]),
  { text: fullName(child), href: `/children/${child.id}` },
]

export const kindInWords = (kind: string) => (isKind(kind) ? kinds[kind].words : kind)

/** A list of files with who added and removed each, as far as this person is told. */
export type EvidenceShown = { rows: Evidence[]; total: number; authors: Map<number, Author> }

export async function evidenceShown(
  tx: Tx,
  actor: Actor,
  about: About,
  paging?: { limit: number; offset: number },
): Promise<EvidenceShown> {
  const { rows, total } = await evidenceOf(tx, actor, about, paging)
  const acts = rows.flatMap(({ added_act, removed_act }) => [added_act, removed_act ?? added_act])
  return { rows, total, authors: await authorsOf(tx, actor, acts, { names: true }) }
}

/** Whoever added it, and the council. */
export const mayRemove = (actor: Actor, { added_by }: { added_by: number | null }) =>
  may(actor, 'evidence.add') && (actor.scope === 'area' || (added_by !== null && added_by === actor.person_id))

type Listed = {
  evidence: EvidenceShown
  actor: Actor /** The review it is listed on, which then goes without saying. */
  at?: number
}

/** Files, latest first: what each is and shows, who added it and when, and what may be done. */
export const EvidenceList = ({ evidence: { rows, authors }, actor, at }: Listed) =>
  rows.length === 0 ? (
    <EmptyState title="No file has been added yet" />
  ) : (
    <ul class="waymark-evidence">
      {rows.map(row => (
        <li>
          <OneFile row={row} />
          {row.shows && <Body size="s">{row.shows}</Body>}
          <EvidenceOf subjects={row.subjects} at={at} />
          <Body size="s" quiet>
            Added on {dateInWords(row.added_on)}
            <By author={authors.get(row.added_act)} />.{actor.scope !== 'own' && seenByFamily(row)}
            {row.state !== 'removed' && <Actions row={row} actor={actor} />}
          </Body>
          {row.state === 'removed' && <Tombstone row={row} authors={authors} />}
        </li>
      ))}
    </ul>
  )

const EvidenceOf = ({ subjects, at }: { subjects: Subject[]; at: number | undefined }) => {
  const said = at === undefined ? subjects : subjects.filter(({ review_id }) => review_id === at).map(inPlace)
  return said.length === 0 ? null : <Body size="s">Evidence of: {said.map(subjectInWords).join('; ')}</Body>
}

/** A part of another page: its latest files, and the way to add one. Whoever can neither see nor add any is told nothing. */
export const EvidencePart = ({
  evidence,
  actor,
  child_id,
  of,
}: Listed & { child_id: number; of: { review: number } | { outcome: number } | 'all' }) => {
  const adds = may(actor, 'evidence.add')
  if (evidence.total === 0 && !adds) return null
  const about = of === 'all' ? '' : 'review' in of ? `?review=${of.review}` : `?outcome=${of.outcome}`
  return (
    <>
      <Heading level={2} id="evidence">
        Evidence
      </Heading>
      {evidence.rows.length > 0 && (
        <EvidenceList evidence={evidence} actor={actor} {...(of !== 'all' && 'review' in of && { at: of.review })} />
      )}
      <Body>
        {adds && <Link href={`${listPath(child_id)}/new${about}`}>Add a file</Link>}
        {adds && evidence.total > evidence.rows.length && ' · '}
        {evidence.total > evidence.rows.length && <Link href={listPath(child_id)}>All {evidence.total} files</Link>}
      </Body>
    </>
  )
}

/** Beside a goal that is being rated: what shows how it went, and the way to add to it. */
export const EvidenceBeside = ({
  evidence,
  actor,
  child_id,
  review_id,
  goal,
}: Listed & { child_id: number; review_id: number; goal: { id: number; text: string } }) => {
  const files = evidence.rows.filter(
    ({ subjects, state }) =>
      state !== 'removed' && subjects.some(one => one.goal_id === goal.id && one.review_id === review_id),
  )
  return (
    <>
      {files.length > 0 && (
        <ul class="waymark-evidence waymark-evidence--beside">
          {files.map(row => (
            <li>
              <OneFile row={row} />
            </li>
          ))}
        </ul>
      )}
      {may(actor, 'evidence.add') && (
        <Body size="s">
          <Link
            href={`${listPath(child_id)}/new?review=${review_id}&goal=${goal.id}&from=goals`}
            hidden={`for “${shortly(goal.text)}”`}
          >
            Add evidence
          </Link>
        </Body>
      )}
    </>
  )
}

const OneFile = ({ row: { id, name, kind, size, state } }: { row: Evidence }) => (
  <Body>
    {state === 'clean' ? (
      <Link href={`/evidence/${id}/file`}>{name}</Link>
    ) : (
      <span class="waymark-evidence__name">{name}</span>
    )}{' '}
    <span class="waymark-quiet">
      ({kindInWords(kind)}, {sizeInWords(size)})
    </span>{' '}
    {state === 'waiting' && <Tag colour="yellow">Waiting to be scanned</Tag>}
    {state === 'removed' && <Tag colour="grey">Removed</Tag>}
  </Body>
)

const By = ({ author }: { author: Author | undefined }) =>
  author ? (
    <span class="waymark-staff">
      {' by '}
      {author.by}
    </span>
  ) : null

const seenByFamily = ({ shown_to_family, state }: Evidence) =>
  state === 'removed' ? '' : shown_to_family ? ' The family sees it.' : ' The family does not see it.'

const Actions = ({ row, actor }: { row: Evidence; actor: Actor }) =>
  may(actor, 'evidence.add') ? (
    <>
      {' '}
      <span class="waymark-nowrap">
        <Link href={`/evidence/${row.id}/change`} hidden={`what is said of ${row.name}`}>
          Change
        </Link>
        {mayRemove(actor, row) && (
          <>
            {' · '}
            <Link href={`/evidence/${row.id}/remove`} hidden={row.name}>
              Remove
            </Link>
          </>
        )}
      </span>
    </>
  ) : null

const Tombstone = ({ row, authors }: { row: Evidence; authors: EvidenceShown['authors'] }) => (
  <Body size="s" quiet>
    Removed{row.removed_on && ` on ${dateInWords(row.removed_on)}`}
    <By author={row.removed_act === null ? undefined : authors.get(row.removed_act)} />: “{row.removed_why}”. The file
    itself is gone; its fingerprint (SHA-256) was <code class="waymark-evidence__print">{row.sha256}</code>.
  </Body>
)
