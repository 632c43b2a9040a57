import { type Actor, may } from '#platform/access/actor.ts'
import { behindAddress, type More } from '../picture-address.ts'
import type { Question } from '../question.ts'

/** Where a figure opens to what is behind it. */
export type Open = (question: Question, key: readonly string[], column: string, more?: More) => string | undefined

/** Lists are of casework, for those who may see children. */
export const openFor = (actor: Actor, { audience }: Pick<Question, 'audience'>): Open =>
  audience === 'casework' && may(actor, ['pictures.see']) && may(actor, 'children.see')
    ? behindAddress
    : () => undefined
