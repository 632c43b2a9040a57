import { isSmall } from '#domain/small-numbers.ts'
import type { AnyRow } from './picture.ts'
import type { Dimension, Question } from './question.ts'
import { type Earlier, type Protection, protect } from './suppression.ts'
import { type Axis, coarser } from './suppression-axes.ts'
import { isYearByYear, type Release, type Source } from './suppression-release.ts'
import { type Rules, rulesOf } from './suppression-rules.ts'
import { type Counted, family, type Table, textOf } from './suppression-table.ts'
import { isFew } from './suppression-witness.ts'

/** What of a published picture is shown. */
export type Guard = {
  /** The academic years of which nothing can be shown; 'all' when that is the whole picture. */
  withheld: readonly string[]
  keeps: (row: AnyRow) => boolean
  /** The columns of a row that are hidden. */
  hides: (row: AnyRow) => ReadonlySet<string>
}

/** A family that is protected: its finest table, and all of them by their dimensions. */
type Protected = {
  source: Source
  finest: { table: Table; protection: Protection } | undefined
  at: ReadonlyMap<string, { table: Table; protection: Protection }>
}

/** The window of a figure: the name of an academic year, or all the question's years together. */
const together = 'together'

/** Protects a release, given the answers to its questions in their order. */
export function guardOf(release: Release, answers: readonly (readonly AnyRow[])[]): Guard {
  const { question, sources, kinds } = release
  const kindOf = new Map(
    (answers[kinds ?? -1] ?? []).map(({ key: [kind = '', institution = ''] }) => [institution, kind]),
  )
  const rows = sources.map(source => rowsOf(source, answers))
  const asked = sources.length - 1
  const windows = [...new Set(rows.flatMap(one => [...one.windows]))].sort()
  const years = windows.filter(window => window !== together)
  const strands = [...(rows[asked]?.strands ?? [])]
  const done = new Map<string, Protected>()
  const nameOf = (nth: number, window: string, strand: string) => [nth, window, strand].join('|')
  for (const window of [...years, ...(isYearByYear(question) ? [] : [together])]) {
    for (const strand of strands) {
      for (const [nth, source] of sources.entries()) {
        const before = sources.slice(0, nth).flatMap((one, other): Earlier[] => {
          const found = done.get(nameOf(other, window, strand))
          if (!found) return []
          return one.measure === source.measure ? [sameCounts(found, true)] : tellsOf(source, found)
        })
        const inYears =
          window === together
            ? years.flatMap(year => done.get(nameOf(nth, year, strand)) ?? []).map(one => sameCounts(one, false))
            : []
        const rules = rulesOf[source.measure](source)
        const counted = (by: readonly Dimension[]) => rows[nth]?.at(by.join(), window, strand) ?? []
        const tables = family(source.axes, counted, kindOf, row => isFew(rules, row))
        done.set(nameOf(nth, window, strand), protectedAs(source, protect(rules, tables, [...before, ...inYears])))
      }
    }
  }
  const shownWindows = isYearByYear(question) ? years : [together]
  const finest = shownWindows.flatMap(window =>
    strands.flatMap(strand => {
      const found = done.get(nameOf(asked, window, strand))?.finest
      return found ? [{ window, strand, ...found }] : []
    }),
  )
  return shownOf(question, release.axes, finest, kindOf)
}

function protectedAs(source: Source, found: ReadonlyMap<Table, Protection>): Protected {
  const all = [...found].map(([table, protection]) => ({ table, protection }))
  return { source, finest: all.at(-1), at: new Map(all.map(one => [one.table.dimensions.join(), one])) }
}

/** Soft outcomes are a family for each scale and respondent: nothing adds them up. */
const strandOf = (row: AnyRow) => ('scale' in row ? `${row.scale} ${row.respondent}` : '')

/** The answers of a source, by table, window and strand. */
function rowsOf(source: Source, answers: readonly (readonly AnyRow[])[]) {
  const found = new Map<string, Counted[]>()
  const [windows, strands] = [new Set<string>(), new Set<string>()]
  const keep = (by: string, window: string, row: AnyRow, key: readonly string[]) => {
    const name = [by, window, strandOf(row)].join('|')
    const list = found.get(name) ?? []
    found.set(name, list)
    list.push({ key, counts: row as unknown as Counted['counts'] })
    windows.add(window)
    strands.add(strandOf(row))
  }
  for (const [by, { yearly, together: whole }] of source.answers) {
    for (const row of answers[yearly] ?? []) keep(by, row.key.at(-1) ?? '', row, row.key.slice(0, -1))
    for (const row of answers[whole ?? -1] ?? []) keep(by, together, row, row.key)
  }
  return {
    windows,
    strands,
    at: (by: string, window: string, strand: string) => found.get([by, window, strand].join('|')),
  }
}

/** Another way of counting the same, or the same in one of the years: hidden there is hidden here. */
const sameCounts = ({ at }: Protected, isPart: boolean): Earlier => ({
  protection: table => at.get(table.dimensions.join())?.protection,
  ...(isPart && {
    floor: (table, column, key) => {
      const other = at.get(table.dimensions.join())?.table
      return other?.cells[other.place.get(textOf(key)) ?? -1]?.counts[column] ?? 0
    },
  }),
})

/** The counts of coverage that another measure shows: what they are made of there. */
const madeOf: Partial<Record<string, Record<string, readonly string[]>>> = {
  ratings: { goals_rated: ['not_met', 'partially_met', 'fully_met'], goals_not_rated: ['not_rated'] },
  distance: { outcomes_with_position: ['outcomes'] },
}

function tellsOf(source: Source, { source: other, at }: Protected): Earlier[] {
  const parts = madeOf[other.measure]
  const isSame = other.pfa === source.pfa && (other.measure === 'distance' || other.counting === source.counting)
  if (!parts || !isSame) return []
  return [
    {
      protection: table => {
        const found = at.get(table.dimensions.join())?.protection
        if (!found) return undefined
        const isHidden = (column: string, of: (part: string) => boolean) => parts[column]?.some(of) ?? false
        return {
          ...found,
          vague: new Map(
            Object.keys(parts).flatMap(column =>
              isHidden(column, part => found.vague.has(part)) ? [[column, 'some'] as const] : [],
            ),
          ),
          hides: (column, key) => isHidden(column, part => found.hides(part, key)),
          differs: (column, keys) => isHidden(column, part => found.differs(part, keys)),
        }
      },
    },
  ]
}

type Finest = { window: string; strand: string; table: Table; protection: Protection }

/** From the cells of the finest tables to the rows of the picture: of one cell each or, with several values in a filter, more. */
function shownOf(
  question: Question,
  axes: readonly Axis[],
  finest: readonly Finest[],
  kinds: ReadonlyMap<string, string>,
): Guard {
  const rules = rulesOf[question.measure](question)
  const rows = new Map<string, { of: Finest; keys: (readonly string[])[] }>()
  for (const of of finest.filter(one => !one.protection.withheld)) {
    const { window, strand, table } = of
    const valueOf = readerOf(axes, table, kinds)
    for (const { key } of table.cells.slice(0, table.rows)) {
      const value = (dimension: Dimension) => (dimension === 'academic_year' ? window : valueOf(key, dimension))
      const isMeant = Object.entries(question.filters).every(([dimension, values]) =>
        values.includes(value(dimension as Dimension)),
      )
      if (!isMeant) continue
      const text = textOf([...question.by.map(value), strand])
      const row = rows.get(text) ?? { of, keys: [] }
      rows.set(text, row)
      row.keys.push(key)
    }
  }
  const found = (row: AnyRow) => rows.get(textOf([...row.key, strandOf(row)]))
  const isWithheld = (one: Finest) => one.protection.withheld
  return {
    withheld: question.by.includes('academic_year')
      ? [...new Set(finest.filter(isWithheld).map(({ window }) => window))]
      : finest.length > 0 && finest.every(isWithheld)
        ? ['all']
        : [],
    keeps: row => {
      const made = found(row)
      return made?.keys.some(key => !made.of.protection.leavesOut(key)) ?? false
    },
    hides: row => {
      const made = found(row)
      const hidden = rules.columns.filter(
        column => !made || isHiddenIn(rules, made.of.protection, made.keys, column, row),
      )
      return columnsHidden(question, rules, new Set(hidden), row)
    },
  }
}

/** A sum of several cells is hidden when it is small, or when it could be otherwise: then nobody can have worked it out. */
function isHiddenIn(
  rules: Rules,
  protection: Protection,
  keys: readonly (readonly string[])[],
  column: string,
  row: AnyRow,
): boolean {
  const [key, ...more] = keys
  if (key && more.length === 0) return protection.hides(column, key)
  const counts = row as unknown as Counted['counts']
  const count = counts[column] ?? 0
  return (
    keys.some(one => protection.leavesOut(one)) ||
    protection.differs(column, keys) ||
    (count > 0 && (isSmall(count) || isFew(rules, { key: row.key, counts })))
  )
}

function readerOf(axes: readonly Axis[], table: Table, kinds: ReadonlyMap<string, string>) {
  return (key: readonly string[], dimension: Dimension): string => {
    const own = table.dimensions.indexOf(dimension)
    if (own >= 0) return key[own] ?? ''
    const axis = axes.find(one => one.includes(dimension)) ?? ['institution']
    const fine = axis.at(-1) ?? dimension
    return coarser(fine, key[table.dimensions.indexOf(fine)] ?? '', kinds) ?? ''
  }
}

/** Figures that are made of hidden ones are hidden too. */
function columnsHidden(
  { measure }: Question,
  rules: Rules,
  hidden: ReadonlySet<string>,
  row: AnyRow,
): ReadonlySet<string> {
  const all = new Set(hidden)
  if (measure === 'soft' && rules.columns.some(column => hidden.has(column))) all.add('children')
  if (measure === 'distance') {
    if (hidden.has('outcomes')) for (const column of ['mean', 'median', 'mean_share_of_way']) all.add(column)
    if ('shares' in row && isSmall(row.shares)) all.add('mean_share_of_way')
  }
  return all
}
