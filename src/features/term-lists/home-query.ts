import { daysBetween } from '#domain/date.ts'
import { listDueOn, type TermName, termsAbout } from '#domain/school-term.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { listsSentTo, ownTerms, settingsOf } from './queries.ts'

export type NextList = TermName & { id?: number; children?: number; unsent?: number; due_on: string; begins_on: string }

/** How long before the last day a council is told on its home page: four weeks. */
const ahead = 28

/** What is to be done about lists of the term: read the one that came; or, for a team lead, send those that are due. */
export async function nextList(tx: Tx, actor: Actor): Promise<NextList | undefined> {
  const { running, next } = termsAbout(actor.today, await ownTerms(tx, actor))
  if (may(actor, 'reviews.decide') && !may(actor, 'caseloads.manage')) return undefined
  if (!may(actor, 'reviews.decide')) {
    const { rows } = await listsSentTo(tx, actor, 1)
    return rows.find(({ begins_on }) => begins_on >= running.begins_on)
  }
  const due_on = listDueOn(next)
  if (daysBetween(actor.today, due_on) > ahead) return undefined
  const { counts } = await settingsOf(tx, actor, next, { page: 1 })
  return counts.unsent > 0 ? { ...next, due_on, unsent: counts.unsent } : undefined
}
