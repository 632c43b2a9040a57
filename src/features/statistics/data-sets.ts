import list from './data-sets.json' with { type: 'json' }

export type Unit = 'number' | 'percent' | 'rate' | 'points' | 'rank' | 'words'

/** How a file is laid out: a column an indicator, a row a figure, or the tribunal's three columns for each year. */
export type Shape = 'wide' | 'long' | 'lait' | 'tribunal'

export type Indicator = {
  /** Ours, the same from release to release. */
  code: string
  /** What releases called it, when that is not the code. */
  names?: string[]
  words: string
  unit?: Unit
  /** Whether more is better, where DfE says so. */
  better?: 'high' | 'low'
  /** The count it is a share of, and the counts that together make the whole. */
  of?: [numerator: string, ...denominators: string[]]
}

export type DataSet = {
  id: string
  name: string
  source: string
  shape: Shape
  /** Two data sets of the same columns are told apart by what their periods are. */
  identifier?: string
  filters: string[]
  indicators: Indicator[]
}

/** What is known of published files: the names and meanings of their columns, from release to release. */
export const dataSets = list as unknown as readonly DataSet[]

const byId = new Map(dataSets.map(one => [one.id, one]))

export const dataSet = (id: string): DataSet | undefined => byId.get(id)

export const columnNames = ({ names, code }: Indicator): readonly string[] => names ?? [code]
