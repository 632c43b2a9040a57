import { dateInWords } from '#domain/date.ts'
import { Body, EmptyState, Link, Tag } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { type Author, authorsOf } from '#platform/audit/authors.ts'
import type { Tx } from '#platform/database/connect.ts'
import { isKind, kinds } from '#platform/files/kinds.ts'
import type { Crumb } from '#platform/http/page.tsx'
import { type About, type Evidence, evidenceOf } from './queries.ts'
import { sizeInWords, subjectInWords } from './words.ts'

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

/** Files, latest first: what each is and shows, who added it and when, and what may be done. */
export const EvidenceList = ({
  evidence: { rows, authors },
  actor,
  subjects = true,
  none = 'No file has been added yet',
}: {
  evidence: EvidenceShown
  actor: Actor
  /** Whether to say what each is evidence of; beside the thing itself it goes without saying. */
  subjects?: boolean
  none?: string
}) =>
  rows.length === 0 ? (
    <EmptyState title={none} />
  ) : (
    <ul class="waymark-evidence">
      {rows.map(row => (
        <li>
          <OneFile row={row} />
          {row.shows && <Body size="s">{row.shows}</Body>}
          {subjects && row.subjects.length > 0 && (
            <Body size="s">Evidence of: {row.subjects.map(subjectInWords).join('; ')}</Body>
          )}
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

const Actions = ({ row, actor }: { row: Evidence; actor: Actor }) => (
  <>
    {may(actor, 'evidence.add') && (
      <>
        {' '}
        <Link href={`/evidence/${row.id}/change`} hidden={`what is said of ${row.name}`}>
          Change
        </Link>
      </>
    )}
    {mayRemove(actor, row) && (
      <>
        {' · '}
        <Link href={`/evidence/${row.id}/remove`} hidden={row.name}>
          Remove
        </Link>
      </>
    )}
  </>
)

const Tombstone = ({ row, authors }: { row: Evidence; authors: EvidenceShown['authors'] }) => (
  <Body size="s" quiet>
    Removed{row.removed_on && ` on ${dateInWords(row.removed_on)}`}
    <By author={row.removed_act === null ? undefined : authors.get(row.removed_act)} />: “{row.removed_why}” The file
    itself is gone; its fingerprint (SHA-256) was <code class="waymark-evidence__print">{row.sha256}</code>.
  </Body>
)
