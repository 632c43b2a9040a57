import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { childNumbered, childrenCalled, peopleCalled, personNumbered, type Sought } from './queries.ts'
import { numberIn, type TrailQuestion } from './question.ts'

/** The one that is meant; or those it may be, when it is not one. */
type Meant<T> = { one?: T; among?: T[] }

export async function personAsked(
  tx: Tx,
  actor: Actor,
  who: string,
): Promise<Meant<Awaited<ReturnType<typeof peopleCalled>>[number]> | undefined> {
  if (!who) return undefined
  return meant(
    numberIn(who),
    id => personNumbered(tx, actor, id),
    () => peopleCalled(tx, actor, who),
  )
}

export async function childAsked(
  tx: Tx,
  actor: Actor,
  words: string,
): Promise<Meant<Awaited<ReturnType<typeof childrenCalled>>[number]> | undefined> {
  if (!words) return undefined
  return meant(
    numberIn(words),
    id => childNumbered(tx, actor, id),
    () => childrenCalled(tx, actor, words),
  )
}

async function meant<T>(
  id: number | undefined,
  numbered: (id: number) => Promise<T | undefined>,
  called: () => Promise<T[]>,
): Promise<Meant<T>> {
  const known = id === undefined ? undefined : await numbered(id)
  if (known) return { one: known }
  const among = await called()
  const [only] = among
  return only && among.length === 1 ? { one: only } : { among }
}

export const soughtBy = (
  { act, from, to }: TrailQuestion,
  person?: { id: number },
  child?: { id: number },
): Sought => ({
  act: act || undefined,
  from,
  to,
  person_id: person?.id,
  child_id: child?.id,
})

/** What is asked, for a file: undefined when it names nobody, or several. */
export async function soughtIn(tx: Tx, actor: Actor, question: TrailQuestion): Promise<Sought | undefined> {
  const [person, child] = [await personAsked(tx, actor, question.who), await childAsked(tx, actor, question.child)]
  return person?.among || child?.among ? undefined : soughtBy(question, person?.one, child?.one)
}
