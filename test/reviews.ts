import assert from 'node:assert/strict'
import type { Browser, Office } from './office.ts'

/** A child at a school, with an outcome, a goal of the year and a meeting that was held: what most stories start from. */
export async function aReviewToWrite(
  office: Office,
  about: { forename?: string; meeting_on?: string; birth_date?: string } = {},
) {
  const school = await office.aProvider()
  const { forename = 'Ash', birth_date = '2014-03-05' } = about
  const child = await office.aChild({ provider_id: school, forename, birth_date })
  const outcome = await office.anOutcome(child)
  const goal = await office.aGoal(child.child_id, outcome, { set_on: '2025-03-05', due_on: '2026-02-27' })
  const review = await office.aReview(child, { meeting_on: about.meeting_on ?? '2026-02-26' })
  const senco = await office.as('senco', { institutions: [school] })
  return { school, ...child, outcome, goal, review, senco }
}

/** What a form on a page would send if nothing were touched. */
export function formOn(html: string): Record<string, string | string[]> {
  const decoded = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  const fields: Record<string, string | string[]> = {}
  const main = html.slice(html.indexOf('<main'))
  for (const [input] of main.matchAll(/<input\b[^>]*>/g)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1]
    const type = of('type')
    if ((type === 'radio' || type === 'checkbox') && !/\bchecked\b/.test(input)) continue
    const [name = '', value] = [of('name'), decoded(of('value') ?? '')]
    fields[name] = name in fields ? [fields[name] ?? '', value].flat() : value
  }
  for (const [, name = '', text = ''] of main.matchAll(/<textarea\b[^>]*\bname="([^"]*)"[^>]*>([^<]*)/g))
    fields[name] = decoded(text)
  for (const [, name = '', options = ''] of main.matchAll(/<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/select>/gs))
    fields[name] = decoded(/value="([^"]*)"[^>]*\bselected/.exec(options)?.[1] ?? '')
  delete fields._csrf
  delete fields._once
  return fields
}

/** Opens a page of the report, types, and chooses Save and continue. */
export async function write(who: Browser, address: string, typed: Record<string, string>, once?: string) {
  const opened = await who.get(address)
  assert.equal(opened.statusCode, 200, `${address} opens`)
  return who.post(address, { ...formOn(opened.body), ...typed }, once)
}

export type ToWrite = Awaited<ReturnType<typeof aReviewToWrite>>

/** The shortest whole report. */
export async function writeAll({ senco, review, goal, outcome }: ToWrite) {
  const here = `/reviews/${review}`
  await write(senco, `${here}/goals`, { [`rating-${goal}`]: 'partially_met', [`comment-${goal}`]: 'On most days.' })
  await write(senco, `${here}/positions`, { [`position-${outcome}`]: '5' })
  await write(senco, `${here}/next-goals`, { [`goal-${outcome}-1`]: 'I start a game.' })
  await write(senco, `${here}/recommendation`, { recommendation: 'M' })
}

export async function send(who: Browser, review: number, once?: string) {
  const check = await who.get(`/reviews/${review}/check`)
  return who.post(`/reviews/${review}/check`, formOn(check.body), once)
}

const inAnyArea = (kind: string) =>
  `${['employment', 'independent_living', 'community_inclusion', 'health', 'unmapped'].map(area => `${area}_${kind}`).join(' + ')} as ${kind}`

export const cells = async ({ owner }: Office) =>
  (
    await owner.query(
      `select * from (
        select academic_year, ${['not_met', 'partially_met', 'fully_met', 'not_rated'].map(inAnyArea).join(', ')}, all_children_by_cell as children
        from picture_cell) c
      where not_met + partially_met + fully_met + not_rated > 0 order by 1`,
    )
  ).rows

export const acts = async ({ owner }: Office, act: string) =>
  (await owner.query('select role, subject_id, why from audit_entry where act = $1 order by id', [act])).rows

export const count = async ({ owner }: Office, table: string) =>
  Number((await owner.query(`select count(*) as n from ${table}`)).rows[0].n)
