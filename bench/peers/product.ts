import { picture } from '#features/pictures/answer.ts'
import type { Shown } from '#features/pictures/figures.ts'
import type { Question } from '#features/pictures/question.ts'
import { axesOf } from '#features/pictures/suppression-axes.ts'
import type { Database } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { type Answer, hundredths, keyText } from '../answers.ts'
import type { Field } from '../ground.ts'
import { type Asked, plainKey, productQuestion } from '../questions.ts'
import type { Peer } from './peer.ts'

/** The product's own query layer: what a page, the API and the command line call, from opening to closing a transaction. */
export const product = (name: string, db: Database, { actor }: Field, audience: Question['audience']): Peer => ({
  name,
  hides: audience === 'published',
  // What no door of the product lets through is no measure of it.
  refuses: asked => audience === 'published' && axesOf(productQuestion(asked)).length > 3,
  ask: async asked => {
    const question = { ...productQuestion(asked), audience }
    const { rows } = await read(db, actor, tx => picture(tx, actor, question))
    return answerOf(asked, rows)
  },
})

function answerOf(asked: Asked, rows: readonly Shown[]): Answer {
  return new Map(
    rows.map(({ key, figures, more }) => {
      const of = (name: string) => (typeof figures[name] === 'number' ? figures[name] : null)
      const also = (name: string) => (typeof more[name] === 'number' ? more[name] : null)
      const counts =
        asked.of === 'ratings'
          ? ['not_met', 'partially_met', 'fully_met', 'not_rated', 'children'].map(of)
          : [
              ...['outcomes', 'children', 'targets_met'].map(of),
              ...[of('mean'), also('lower_quartile'), of('median'), also('upper_quartile')].map(hundredths),
            ]
      return [keyText(plainKey(asked, key)), counts]
    }),
  )
}
