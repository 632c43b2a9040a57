import { amountWords, priceWords } from '#domain/amount.ts'
import { needs } from '#domain/need.ts'
import { softScales } from '#domain/soft-scale.ts'
import { List, type PfaName, PfaTag, SummaryList, type SummaryRow } from '#govuk/index.ts'
import { agesWords, sexes } from './offer.ts'
import type { Item } from './queries.ts'

const needsWords = (codes: readonly string[]) =>
  codes.length === 0 ? 'Any need' : codes.map(code => needs[code as keyof typeof needs]?.name ?? code).join('; ')

const softWords = (codes: readonly string[]) =>
  codes.map(code => softScales[code as keyof typeof softScales]?.name ?? code).join(', ')

/** For whom, in one line: needs, ages, sex. */
export const forWhom = (item: Pick<Item, 'needs' | 'age_from' | 'age_to' | 'sex'>) =>
  [needsWords(item.needs), agesWords(item), item.sex && sexes[item.sex as keyof typeof sexes]]
    .filter(Boolean)
    .join('. ')

/** By whom, with which qualification, in which group. */
export const byWhom = ({ staff, qualification, group_size }: Pick<Item, 'staff' | 'qualification' | 'group_size'>) =>
  [staff, qualification, group_size].filter(Boolean).join(', ') || 'Not said'

export const Change = ({ item }: { item: Pick<Item, 'change_sought' | 'pfa' | 'soft'> }) =>
  item.change_sought === null && item.soft.length === 0 ? (
    'Not said'
  ) : (
    <List
      items={[
        item.change_sought ?? 'Not said',
        ...item.pfa.map(area => <PfaTag area={area as PfaName} />),
        ...(item.soft.length > 0 ? [`Seen on: ${softWords(item.soft)}`] : []),
      ]}
    />
  )

export const ItemCard = ({ item, change }: { item: Item; change: string | undefined }) => {
  const rows: SummaryRow[] = [
    { key: 'For whom', value: forWhom(item) },
    { key: 'How much', value: amountWords(item) ?? 'Not said' },
    { key: 'By whom', value: byWhom(item) },
    { key: 'What it should change', value: <Change item={item} /> },
    { key: 'Where', value: item.place ?? 'Not said' },
    { key: 'Price', value: priceWords(item) ?? 'Not said' },
  ]
  return (
    <SummaryList
      rows={rows}
      card={{ title: item.what, headingLevel: 2, actions: change ? [{ href: change, text: 'Change' }] : [] }}
    />
  )
}
