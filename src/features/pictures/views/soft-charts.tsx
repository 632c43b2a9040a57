import {
  isRespondent,
  isSoftScale,
  type Respondent,
  respondents,
  type SoftScale,
  softScales,
} from '#domain/soft-scale.ts'
import { Heading } from '#govuk/index.ts'
import { AnswerBars, HeatMap, RungLegend } from '#platform/charts/index.ts'
import type { Picture } from '../answer.ts'
import type { Shown } from '../figures.ts'
import { dimensionWords } from '../picture-dimensions.ts'
import { medianOf } from '../statistics.ts'
import type { Open } from './open.ts'
import { counted, keyWords, numberWords, percentWords } from './words.ts'

const rungs = [1, 2, 3, 4, 5] as const
const scales = Object.keys(softScales).filter(isSoftScale)
const everyone = Object.keys(respondents).filter(isRespondent)

const given = ({ figures }: Shown) => rungs.map(rung => counted(figures[`rung_${rung}`]))

/** The ten scales, each with what the child, the parent and the provider answered side by side. Never added up. */
export const Answers = ({
  id,
  picture: { question, rows },
  open,
  level = 3,
}: {
  id: string
  picture: Picture
  open: Open
  level?: 2 | 3
}) => (
  <>
    <RungLegend />
    <div class="waymark-answers">
      {scales
        .filter(scale => rows.some(row => row.scale === scale))
        .map(scale => (
          <div class="waymark-answers__scale">
            <Heading level={level} size="s">
              {softScales[scale].name}
            </Heading>
            <AnswerBars
              id={`${id}-${scale.replaceAll('_', '-')}`}
              title={softScales[scale].name}
              desc={gapWords(rows, scale) ?? 'What each respondent answered, lowest rung first'}
              bars={everyone.flatMap(respondent => {
                const row = rows.find(one => one.scale === scale && one.respondent === respondent)
                if (!row) return []
                return [
                  {
                    label: respondents[respondent],
                    rungs: given(row),
                    notGiven: counted(row.figures.not_given),
                    words: softScales[scale].rungs,
                    href: (rung: number) => open(question, row.key, `rung_${rung}`, { scale, respondent }),
                  },
                ]
              })}
            />
            {gapWords(rows, scale) && <p class="waymark-answers__gap">{gapWords(rows, scale)}</p>}
          </div>
        ))}
    </div>
  </>
)

/** Where the middle answers of two respondents are two rungs apart or more, that is a finding in itself. */
function gapWords(rows: readonly Shown[], scale: SoftScale): string | undefined {
  const middles = everyone.flatMap((respondent): { respondent: Respondent; middle: number }[] => {
    const row = rows.find(one => one.scale === scale && one.respondent === respondent)
    const counts = row ? given(row) : []
    if (!row || counts.includes('c')) return []
    const middle = medianOf(new Map(counts.map((count, index) => [index + 1, Number(count)])))
    return middle === null ? [] : [{ respondent, middle }]
  })
  const [low, high] = [
    middles.toSorted((a, b) => a.middle - b.middle)[0],
    middles.toSorted((a, b) => b.middle - a.middle)[0],
  ]
  if (!low || !high || high.middle - low.middle < 2) return undefined
  return `Two rungs or more apart: the middle answer is ${high.middle} from the ${short[high.respondent]}, ${low.middle} from the ${short[low.respondent]}.`
}

const short = {
  young_person: 'child or young person',
  parent: 'parent or carer',
  provider: 'provider',
} as const satisfies Record<Respondent, string>

/** Where answers are split: the share on the two highest rungs, a table for each respondent. */
export const SoftHeats = ({ picture: { question, rows }, open }: { picture: Picture; open: Open }) => (
  <>
    {everyone
      .filter(respondent => rows.some(row => row.respondent === respondent))
      .map(respondent => {
        const own = rows.filter(row => row.respondent === respondent)
        const values = [...new Map(own.map(row => [row.key.join(), row])).values()]
        return (
          <>
            <Heading level={2} size="s">{`${respondents[respondent]}: share on rung 4 or 5`}</Heading>
            <HeatMap
              caption={`${respondents[respondent]}: share on rung 4 or 5`}
              corner={dimensionWords[question.by[0] ?? 'need'].name}
              columns={scales.map(scale => ({ label: softScales[scale].name }))}
              rows={values.map(value => ({
                label: keyWords(question, value, 0),
                cells: scales.map(scale => {
                  const row = own.find(one => one.scale === scale && one.key.join() === value.key.join())
                  return row
                    ? highShare(row, open(question, row.key, 'answered', { scale, respondent }))
                    : { text: '', share: null }
                }),
              }))}
            />
          </>
        )
      })}
  </>
)

function highShare(row: Shown, href: string | undefined) {
  const counts = given(row)
  if (counts.includes('c')) return { text: 'c', share: null }
  const all = counts.reduce<number>((sum, count) => sum + Number(count), 0)
  if (all === 0) return { text: '', share: null }
  const high = Number(counts[3]) + Number(counts[4])
  return { text: percentWords(high, all) ?? '', share: high / all, note: numberWords(all), href }
}
