import { academicYear, academicYearName } from '#domain/academic-year.ts'
import { csvLine } from '#platform/transfer/csv-out.ts'
import type { ChildRows } from './child-rows.ts'
import type { AreaData } from './generate.ts'
import { distanceReckoning, type Reckoning, ratingsReckoning } from './truth.ts'
import { type Dimension, factsOf } from './truth-facts.ts'

/** A known true answer: the file, and the command that must give it. */
export type TruthFile = { file: string; command: string; text: string }

const dimensions: readonly (Dimension | 'total')[] = [
  'total',
  'pfa',
  'need',
  'age_band',
  'institution',
  'academic_year',
]

/** Reckons every picture of an area while its children go by: of all years, and of the last whole one. */
export function answersOf({ area, institutions, until }: AreaData) {
  const rows = institutions.map(({ row }) => row)
  const lastWhole = academicYear(until) - 1
  const asked: { file: string; command: string; reckoning: Reckoning }[] = []
  for (const dimension of dimensions) {
    for (const year of [undefined, lastWhole]) {
      const name = `${dimension}_${year === undefined ? 'all-years' : academicYearName(year).replace('/', '-')}`
      const options = [
        `--area ${String(area.area_id).padStart(3, '0')}`,
        ...(dimension === 'total' ? [] : [`--by ${dimension}`]),
        ...(year === undefined ? [] : [`--year ${academicYearName(year)}`]),
      ].join(' ')
      const question = {
        by: dimension === 'total' ? [] : [dimension],
        ...(year === undefined ? {} : { years: [year] }),
      }
      for (const counting of ['last', 'every'] as const) {
        asked.push({
          file: `ratings_${name}_${counting}.csv`,
          command: `waymark picture ratings ${options} --counting ${counting} --format csv`,
          reckoning: ratingsReckoning({ ...question, counting }),
        })
      }
      asked.push({
        file: `distance_${name}.csv`,
        command: `waymark picture distance ${options} --format csv`,
        reckoning: distanceReckoning(question),
      })
    }
  }
  return {
    add: (child: ChildRows) => {
      const facts = factsOf({ institutions: rows, ...child })
      for (const { reckoning } of asked) reckoning.add(facts)
    },
    files: (): TruthFile[] => [
      ...asked.map(({ file, command, reckoning }) => ({
        file,
        command,
        text: reckoning.table().map(csvLine).join(''),
      })),
      {
        file: 'outliers.csv',
        command: '',
        text: [
          ['institution_id', 'urn', 'institution_name', 'effect', 'easier_goals'],
          ...institutions
            .filter(({ effect, easy }) => easy > 0 || Math.abs(effect) >= 0.4)
            .map(({ row, effect, easy }) => [
              row.institution_id,
              row.urn ?? '',
              row.name,
              effect.toFixed(2),
              easy.toFixed(2),
            ]),
        ]
          .map(csvLine)
          .join(''),
      },
    ],
  }
}
