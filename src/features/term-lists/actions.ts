import { sql } from 'kysely'
import { listDueOn, type Season, type Term, termInWords, usualBegin } from '#domain/school-term.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { type Act, audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { queueMessage } from '#platform/mail/message.ts'
import { saveSettings } from '#platform/settings/setting.ts'
import { ownTerms, partnersList, peopleToTell, type Somebody, settingsOf, type Wanted, wantedOf } from './queries.ts'

/** Which lists to send: all that can be told of, one setting's, or that of health and social care. */
export type Which = { all: true } | { provider_id: number; by_hand: boolean } | { partners: true }

/** A list that is to be made: its setting (null is health and social care), who is told, and who is on it. */
export type ToSend = {
  provider_id: number | null
  name: string
  is_again: boolean
  people: Somebody[]
  children: Wanted[]
}

/** What would be sent: nothing to a setting whose list stands as it was sent, or is empty and was never sent. */
export async function listsToSend(tx: Tx, actor: Actor, term: Term, which: Which): Promise<ToSend[]> {
  const people = await peopleToTell(tx, actor)
  const only = 'provider_id' in which ? [which.provider_id] : undefined
  const lines = 'partners' in which ? [] : (await settingsOf(tx, actor, term, only && { only })).lines
  const asked = lines.filter(line => {
    if (line.list_id === null ? line.children === 0 : line.joined + line.gone === 0) return false
    return !('all' in which) || (line.people > 0 && line.list_id === null)
  })
  const wanted = await wantedOf(tx, actor, term, only && { providers: only })
  const byPlace = Map.groupBy(wanted, ({ provider_id }) => provider_id)
  const lists = asked.map(
    (line): ToSend => ({
      provider_id: line.provider_id,
      name: line.name,
      is_again: line.list_id !== null,
      people:
        'by_hand' in which && which.by_hand
          ? []
          : people.filter(one => one.role === 'senco' && one.institutions.includes(line.provider_id)),
      children: byPlace.get(line.provider_id) ?? [],
    }),
  )
  const partners = people.filter(({ role }) => role === 'clinical_officer')
  const sent = await partnersList(tx, actor, term)
  const forPartners = 'partners' in which || ('all' in which && !sent && partners.length > 0)
  if (!forPartners || wanted.length === 0) return lists
  return [
    ...lists,
    {
      provider_id: null,
      name: 'Health and social care',
      is_again: sent !== undefined,
      people: partners,
      children: wanted,
    },
  ]
}

type Refused = { refused: Refusal[] }

/** Sends lists: each is kept as it is now, and those who are told get a message that it is there. */
export const sendLists = (
  db: Database,
  actor: Actor,
  term: Term,
  which: Which,
): Promise<{ sent: ToSend[] } | Refused> =>
  audited(db, actor, { act: 'term_list.sent' }, async (tx, entry) => {
    await sql`select pg_advisory_xact_lock(715090, ${actor.area_id})`.execute(tx)
    const lists = await listsToSend(tx, actor, term, which)
    const [first] = lists
    if (!first) return { refused: [{ field: 'send', message: nothingToSend(which) }] }
    if (first.people.length === 0 && 'partners' in which)
      return {
        refused: [{ field: 'send', message: 'Nobody here has the role of designated clinical or social care officer' }],
      }
    if (first.people.length === 0 && 'by_hand' in which && !which.by_hand)
      return {
        refused: [{ field: 'send', message: `Nobody at ${first.name} has an account: hand the list over another way` }],
      }
    await writeLists(tx, actor, term, lists, entry)
    return { sent: lists }
  })

const nothingToSend = (which: Which) =>
  'all' in which
    ? 'Every list that somebody can be told of has been sent'
    : 'Nothing has changed since this list was sent, or nobody is on it'

async function writeLists(tx: Tx, actor: Actor, term: Term, lists: readonly ToSend[], entry: Act) {
  const { area_id, today } = actor
  const { academic_year, season, begins_on } = term
  const rows = await sql<{ id: number; provider_id: number | null }>`
    insert into term_list (area_id, academic_year, season, begins_on, due_on, provider_id, version, sent_on, told, children)
    select ${area_id}, ${academic_year}, ${season}, ${begins_on}, ${listDueOn(term)}, g.provider_id, coalesce((
        select max(l.version) from term_list l where l.area_id = ${area_id} and l.academic_year = ${academic_year}
          and l.season = ${season} and l.provider_id is not distinct from g.provider_id), 0) + 1, ${today}, g.told, g.children
    from jsonb_to_recordset(${JSON.stringify(
      lists.map(list => ({ provider_id: list.provider_id, told: list.people.length, children: list.children.length })),
    )}::jsonb) as g (provider_id bigint, told smallint, children integer)
    returning id, provider_id`.execute(tx)
  const idOf = new Map(rows.rows.map(({ id, provider_id }) => [provider_id, id]))
  const children = lists.flatMap(list =>
    list.children.map(({ child_id, provider_id, reason, move, due_on, meet_by }) => ({
      ...{ term_list_id: idOf.get(list.provider_id), child_id, provider_id, reason, move, due_on, meet_by },
    })),
  )
  await sql`insert into term_list_child (area_id, term_list_id, child_id, provider_id, reason, move, due_on, meet_by)
    select ${area_id}, g.* from jsonb_to_recordset(${JSON.stringify(children)}::jsonb)
      as g (term_list_id bigint, child_id bigint, provider_id bigint, reason text, move text, due_on date, meet_by date)`.execute(
    tx,
  )
  for (const list of lists) await tell(tx, actor, term, list, idOf.get(list.provider_id) ?? 0)
  entry.detail = {
    term: termInWords(term),
    lists: lists.length,
    children: children.length,
    people_told: lists.reduce((sum, { people }) => sum + people.length, 0),
    ...(lists.length === 1 && { to: lists[0]?.name }),
  }
}

/** Nothing personal is in the message: that a list is there, and where. */
async function tell(tx: Tx, actor: Actor, term: Term, { name, people, is_again }: ToSend, id: number) {
  for (const person of people)
    await queueMessage(tx, actor, {
      kind: 'term_list',
      to: { name: person.name, address: person.email, person_id: person.person_id },
      why: 'Code of practice, chapter 9: the list of reviews, two weeks before each term',
      about: { subject: 'term_list', subject_id: id },
      title: `Reviews for the ${termInWords(term)}: ${name}`,
      parts: [
        {
          text: is_again
            ? `The list of reviews for the ${termInWords(term)} has changed: ${name}. Please use the new one.`
            : `The list of education, health and care plans to review in the ${termInWords(term)} is ready: ${name}.`,
        },
        { text: 'It says for each by when the meeting has to be held. Sign in to read it.' },
        { link: 'Open the list', href: `/term-lists/${id}` },
      ],
    })
}

export type Begin = { academic_year: number; season: Season; begins_on: string }

/** The council's own days on which terms begin, and whether their lists go by themselves. */
export const saveTerms = (
  db: Database,
  actor: Actor,
  begins: readonly Begin[],
  by_itself: boolean,
): Promise<{ saved: true }> =>
  audited(db, actor, { act: 'term.changed', detail: { by_itself } }, async (tx, entry) => {
    const known = await ownTerms(tx, actor)
    for (const { academic_year, season, begins_on } of begins) {
      const before = known.find(one => one.academic_year === academic_year && one.season === season)
      if (begins_on === (before?.begins_on ?? usualBegin({ academic_year, season }))) continue
      entry.detail = { ...entry.detail, [season]: begins_on }
      await tx
        .insertInto('term')
        .values({ area_id: actor.area_id, academic_year, season, begins_on })
        .onConflict(conflict => conflict.columns(['area_id', 'academic_year', 'season']).doUpdateSet({ begins_on }))
        .execute()
    }
    await saveSettings(tx, actor, { term_lists_by_itself: by_itself ? 'yes' : '' })
    return { saved: true }
  })
