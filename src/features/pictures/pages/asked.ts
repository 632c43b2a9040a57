import { type Actor, may } from '#platform/access/actor.ts'
import type { Query } from '#platform/http/address.ts'
import { refusals } from '#platform/http/form.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { plainly } from '../picture.ts'
import { questionOf } from '../picture-question.ts'
import type { Question } from '../question.ts'

/** A question as the address asks it. With mistakes it is what is left when they are taken out. */
export type Asked = { question: Question; mistakes: Refusal[]; typed: Query }

/** Reads a page's address. Undefined when the audience asked for is not this person's: for them the page does not exist. */
export function asked(
  measure: Question['measure'],
  actor: Actor,
  query: Query,
  own: readonly string[] = [],
): Asked | undefined {
  const audience = may(actor, 'pictures.see') ? 'casework' : 'published'
  const given = Object.fromEntries(
    Object.entries({ audience, ...query }).filter(([name, value]) => value !== '' && !own.includes(name)),
  )
  const parsed = questionOf(measure, actor.today).safeParse(given)
  const mistakes = parsed.success ? [] : refusals(parsed.error)
  const question = parsed.success ? parsed.data : { ...plainly(measure), ...audienceOf(given.audience, audience) }
  if (!may(actor, question.audience === 'casework' ? 'pictures.see' : 'pictures.published')) return undefined
  return { question, mistakes, typed: query }
}

const audienceOf = (said: unknown, usual: Question['audience']): Pick<Question, 'audience'> => ({
  audience: said === 'casework' || said === 'published' ? said : usual,
})
