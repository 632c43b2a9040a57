import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { draftLine, type Part } from './line-actions.ts'
import { linesOf, versionsOf, visibleAgreement } from './queries.ts'

/** An agreement with the draft that can be changed; undefined where there is none. */
export async function drafted(tx: Tx, actor: Actor, id: number) {
  const agreement = await visibleAgreement(tx, actor, id)
  if (!agreement) return undefined
  const [newest] = await versionsOf(tx, actor, id)
  return newest?.sent_on === null ? { agreement, draft: newest } : undefined
}

const listOf = { service: 'services', expectation: 'expectations', responsibility: 'responsibilities' } as const

/** A line of a draft, with what it is a line of. */
export async function lineInDraft<P extends Part>(tx: Tx, actor: Actor, part: P, id: number) {
  const found = await draftLine(tx, actor, part, id)
  const agreement = found && (await visibleAgreement(tx, actor, found.agreement_id))
  if (!agreement) return undefined
  const lines = await linesOf(tx, actor, found.version_id)
  const line = lines[listOf[part]].find(one => one.id === id) as (typeof lines)[(typeof listOf)[P]][number] | undefined
  return line && { agreement, line }
}
