import * as aq from 'arquero'
import { type Answer, distanceAnswer, type Key, keyText, ratingAnswer } from '../answers.ts'
import { type Coded, type Columns, type PlainRows, plainTables } from '../facts.ts'
import type { Asked } from '../questions.ts'
import type { Peer } from './peer.ts'

const ratings = ['not_met', 'partially_met', 'fully_met', 'not_rated']

/** Arquero: tables of columns in this process. */
export function arquero({ columns }: Pick<PlainRows, 'columns'>): Peer {
  const tables = Object.fromEntries(plainTables.map(table => [table, aq.table(valuesOf(columns[table]))]))
  return {
    name: 'Arquero',
    ask: async asked => {
      const table = tables[asked.of === 'ratings' ? 'plain_rating' : 'plain_position'] ?? aq.table({})
      const counted = table.filter(conditionsOf(asked))
      return asked.of === 'ratings' ? countRatings(asked, counted) : countPositions(asked, counted)
    },
  }
}

/** Values as they are compared: years, distances and children as numbers, yes and no as such. */
const valuesOf = ({ of }: Columns): Record<string, unknown[]> =>
  Object.fromEntries(
    [...of].map(([name, { values, codes }]: [string, Coded]) => {
      const known = values.map(value => (/^-?\d+$/.test(value) && name !== 'institution' ? Number(value) : value))
      return [
        name,
        Array.from(codes, code => (name === 'is_last' || name === 'target_met' ? known[code] === 't' : known[code])),
      ]
    }),
  )

const conditionsOf = ({ where }: Asked) => {
  const some = Object.entries(where).map(
    ([column, values]) => `(${values.map(value => `d.${column} === ${JSON.stringify(value)}`).join(' || ')})`,
  )
  return `d => ${['d.is_last', ...some].join(' && ')}`
}

type Table = ReturnType<typeof aq.table>

type Group = Record<string, string | number>

const keyOf = ({ by }: Asked, group: Group): Key => by.map(column => group[column] ?? '')

function countRatings(asked: Asked, table: Table): Answer {
  const kinds = ratings.map(rating => [rating, `d => op.sum(d.rating === '${rating}')`])
  const groups = table
    .groupby(...asked.by)
    .rollup({ ...Object.fromEntries(kinds), children: 'd => op.distinct(d.child_id)' })
    .objects() as Group[]
  const counts = (group: Group) => [...ratings, 'children'].map(name => Number(group[name]))
  return ratingAnswer(groups.map(group => ({ key: keyOf(asked, group), counts: counts(group) })))
}

function countPositions(asked: Asked, table: Table): Answer {
  const parts = table
    .groupby(...asked.by, 'distance')
    .rollup({ outcomes: 'd => op.count()', targets_met: 'd => op.sum(d.target_met)' })
    .objects() as Group[]
  const children = table
    .groupby(...asked.by)
    .rollup({ children: 'd => op.distinct(d.child_id)' })
    .objects() as Group[]
  return distanceAnswer(
    parts.map(part => ({
      key: keyOf(asked, part),
      distance: Number(part.distance),
      outcomes: Number(part.outcomes),
      targets_met: Number(part.targets_met),
    })),
    new Map(children.map(group => [keyText(keyOf(asked, group)), Number(group.children)])),
  )
}
