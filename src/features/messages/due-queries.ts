import { sql } from 'kysely'
import { initialsOf } from '#domain/initials.ts'
import { clocks, isClock } from '#features/deadlines/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Addressee, Digest, Item } from './digest.ts'
import { furthestAhead, lateStepOn, type ReminderRule, remindedFor, rulesWith, stepOn } from './reminder-rule.ts'

export const ownRules = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('reminder_rule')
    .select(['clock', 'days_before', 'overdue_every', 'escalate_after', 'recorded_act'])
    .where('area_id', '=', actor.area_id)
    .execute()

type Due = {
  child_id: number
  child_ref: string
  forename: string
  surname: string
  clock: string
  rule: string
  subject: string
  subject_id: number
  due_on: string
  coordinator: number | null
  provider_id: number | null
}

/** What is open today and due by a day, with whose caseload the child is on and where it is placed. */
async function dueBy(tx: Tx, actor: Actor, rules: readonly ReminderRule[]) {
  const { area_id, today } = actor
  const { rows } = await sql<Due>`
    select d.child_id, c.ref as child_ref, c.forename, c.surname, d.clock, d.rule, d.subject, d.subject_id, d.due_on,
      l.person_id as coordinator, x.provider_id
    from deadline d
    join child c on c.area_id = ${area_id} and c.id = d.child_id
    left join caseload l on l.area_id = ${area_id} and l.child_id = d.child_id and l.to_on is null
    left join lateral (
      select provider_id from placement x where x.area_id = ${area_id} and x.child_id = d.child_id and x.rank = 1
        and x.from_on <= ${today} and (x.to_on is null or x.to_on >= ${today})
      order by x.from_on desc, x.id desc limit 1) x on true
    where d.area_id = ${area_id} and d.open_until >= ${today} and d.from_on <= ${today} and d.kind <> 'least'
      and d.due_on between ${today}::date - ${remindedFor * 2}::int and ${today}::date + ${furthestAhead(rules)}::int
      and d.clock = any (${rules.map(rule => rule.clock)}::text[])
    order by d.due_on, d.child_id`.execute(tx)
  return rows
}

type Somebody = Addressee & { institutions: number[] }

/** Everybody in the area who may be reminded: those with an account that is open and a role that stands. */
async function peopleHere(tx: Tx, actor: Actor) {
  const rows = await tx
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select([
      ...(['person.id as person_id', 'person.name', 'person.email', 'membership.role'] as const),
      'membership.institutions',
    ])
    .where('membership.area_id', '=', actor.area_id)
    .where('membership.role', 'in', ['coordinator', 'team_lead', 'senco'])
    .where(sql<boolean>`(membership.until_on is null or membership.until_on >= ${actor.today})`)
    .where(sql<boolean>`(person.closed_on is null or person.closed_on > ${actor.today})`)
    .orderBy('person.id')
    .execute()
  return rows as Somebody[]
}

/** Those who are told when a date is late. */
export const leadsHere = async (tx: Tx, actor: Actor) => leadsAmong(await peopleHere(tx, actor))

const leadsAmong = (people: Somebody[]) => people.filter(({ role }) => role === 'team_lead')

/**
 * Whom to remind of what today, each person's things together. A child on nobody's caseload is the team
 * leads', or where there is none every coordinator's. What somebody was reminded of at this step is left out.
 */
export async function remindersDue(tx: Tx, actor: Actor): Promise<Digest[]> {
  const rules = rulesWith(await ownRules(tx, actor))
  const people = await peopleHere(tx, actor)
  const leads = leadsAmong(people)
  const digests = new Map<number, Digest>()
  const add = (to: Somebody, due: Due, step: string) => {
    const digest = digests.get(to.person_id) ?? { to, items: [] }
    // A lead who is the coordinator too is told once.
    const known = digest.items.some(
      ({ clock, subject, subject_id }) =>
        clock === due.clock && subject === due.subject && subject_id === due.subject_id,
    )
    if (!known) digest.items.push(itemOf(due, step))
    digests.set(to.person_id, digest)
  }
  for (const due of await dueBy(tx, actor, rules)) {
    const rule = rules.find(({ clock }) => clock === due.clock)
    if (!rule) continue
    const step = stepOn(rule, due.due_on, actor.today)
    const late = lateStepOn(rule, due.due_on, actor.today)
    if (step) for (const to of owing(rule, due, people, leads)) add(to, due, step)
    if (late) for (const to of leads) add(to, due, late)
  }
  return withoutSent(tx, actor, [...digests.values()])
}

function owing({ who }: ReminderRule, due: Due, people: Somebody[], leads: Somebody[]): Somebody[] {
  const own = people.filter(({ role, person_id }) => role !== 'senco' && person_id === due.coordinator)
  const nobodys = leads.length > 0 ? leads : people.filter(({ role }) => role === 'coordinator')
  return [
    ...(who.includes('coordinator') ? (own.length > 0 ? own : nobodys) : []),
    ...(who.includes('setting') && due.provider_id !== null
      ? people.filter(({ role, institutions }) => role === 'senco' && institutions.includes(due.provider_id ?? 0))
      : []),
  ]
}

const itemOf = (due: Due, step: string): Item => ({
  ...due,
  initials: initialsOf(due),
  clock_name: isClock(due.clock) ? clocks[due.clock].name : due.clock,
  step,
})

async function withoutSent(tx: Tx, actor: Actor, digests: Digest[]): Promise<Digest[]> {
  const keys = digests.flatMap(({ to, items }) =>
    items.map(({ clock, subject, subject_id, due_on, step }) => ({
      ...{ person_id: to.person_id, clock, subject, subject_id, due_on, step },
    })),
  )
  if (keys.length === 0) return []
  const { rows } = await sql<(typeof keys)[number]>`
    select k.* from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as k (person_id bigint, clock text, subject text, subject_id bigint, due_on date, step text)
    join reminder r using (person_id, clock, subject, subject_id, due_on, step)
    where r.area_id = ${actor.area_id}`.execute(tx)
  const keyOf = (k: (typeof keys)[number]) =>
    [k.person_id, k.clock, k.subject, k.subject_id, k.due_on, k.step].join('|')
  const sent = new Set(rows.map(keyOf))
  return digests
    .map(({ to, items }) => ({
      to,
      items: items.filter(item => !sent.has(keyOf({ ...item, person_id: to.person_id }))),
    }))
    .filter(({ items }) => items.length > 0)
}
