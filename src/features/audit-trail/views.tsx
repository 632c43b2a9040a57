import { dateInWords } from '#domain/date.ts'
import { DataTable, EmptyState, Link, Name, Pagination } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { isRole, roles } from '#platform/access/permission.ts'
import { actWords, detailWords } from './act-words.ts'
import type { Entry } from './queries.ts'
import { type Cursor, cursorText } from './question.ts'

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' })

/** Who acted without being a person with a role. */
const elsewhere: Record<string, string> = {
  command_line: 'Command line',
  waymark: 'Waymark itself',
  family_link: 'The family, by a link',
  other_area: 'Another area',
}

export const roleName = (role: string) => (isRole(role) ? roles[role].name : (elsewhere[role] ?? role))

/** A person by name, and what acted where it was nobody in particular. */
export const whoActed = ({ person_id, name, role }: { person_id: number | null; name: string | null; role: string }) =>
  person_id === null ? roleName(role) : (name ?? `Person ${person_id}`)

export const trailOfChild = (id: number) => `/audit-trail/children/${id}`

export const Entries = ({
  entries,
  caption,
  actor,
  ofChild,
}: {
  entries: Entry[]
  caption: string
  actor: Actor
  ofChild?: boolean
}) => (
  <DataTable
    caption={caption}
    captionHidden
    rows={entries}
    columns={[
      { title: 'What', cell: entry => <What entry={entry} actor={actor} ofChild={ofChild ?? false} /> },
      { title: 'Who', cell: entry => <Who entry={entry} /> },
      {
        title: 'When',
        cell: ({ on_date, at }) => (
          <>
            {dateInWords(on_date)}
            <br />
            <span class="waymark-quiet">{clock.format(at)}</span>
          </>
        ),
      },
    ]}
    empty={<EmptyState title="No entry fits what you asked for" />}
  />
)

const Who = ({ entry }: { entry: Entry }) => (
  <>
    {whoActed({ ...entry, name: entry.person })}
    {entry.person_id !== null && (
      <>
        <br />
        <span class="waymark-quiet">{roleName(entry.role)}</span>
      </>
    )}
  </>
)

const What = ({ entry, actor, ofChild }: { entry: Entry; actor: Actor; ofChild: boolean }) => {
  const detail = entry.detail as Record<string, unknown> | null
  const more = detailWords(typeof detail?.role === 'string' ? { ...detail, role: roleName(detail.role) } : detail)
  const about = aboutOf(entry, actor, ofChild)
  return (
    <>
      {actWords(entry.act)}
      {about && <>: {about}</>}
      {entry.why && (
        <>
          <br />“{entry.why}”
        </>
      )}
      {more && (
        <>
          <br />
          <span class="waymark-quiet">{more}</span>
        </>
      )}
    </>
  )
}

/** Whom or what an entry is about, with the way there. */
function aboutOf(entry: Entry, actor: Actor, ofChild: boolean) {
  if (entry.child_id !== null && !ofChild)
    return (
      <Link href={trailOfChild(entry.child_id)}>
        {entry.surname ? <Name full={`${entry.forename} ${entry.surname}`} /> : `Child ${entry.child_id}`}
      </Link>
    )
  if (entry.subject === 'person' && entry.subject_id !== null && entry.subject_id !== entry.person_id)
    return may(actor, 'people.manage') && entry.about ? (
      <Link href={`/people/${entry.subject_id}`}>{entry.about}</Link>
    ) : (
      <>{entry.about ?? `Person ${entry.subject_id}`}</>
    )
  if (entry.subject === null || entry.subject === 'person' || entry.subject === 'child') return undefined
  return (
    <>
      {actWords(entry.subject)} {entry.subject_id}
    </>
  )
}

/** Older and newer, and no number of pages: nobody counts ten million entries to show twenty-five. */
export const OlderNewer = ({
  older,
  newer,
  href,
}: {
  older: Cursor | undefined
  newer: Cursor | undefined
  href: (at: { older?: string; newer?: string }) => string
}) =>
  older || newer ? (
    <Pagination
      landmarkLabel="Older and newer entries"
      previous={newer && { href: href({ newer: cursorText(newer) }), text: 'Newer entries' }}
      next={older && { href: href({ older: cursorText(older) }), text: 'Older entries' }}
    />
  ) : null
