import { needs } from '#domain/need.ts'
import { settings } from '#domain/setting.ts'
import { yearGroupName } from '#domain/year-group.ts'
import { asked, askedOf, askedPage, type Query } from '#platform/http/address.ts'
import { type ListQuestion, listOrders } from '../finding/list.ts'

const planWords = { in_force: 'in force', ceased: 'ceased', none: 'no plan' } as const
const yearGroups = Array.from({ length: 24 }, (_, index) => index - 3)

/** The address as a question; what makes no sense in it is left out. */
export function questionOf(query: Query): ListQuestion {
  const year = asked(query, 'year')
  const lookedAfter = askedOf(query, 'looked_after', ['yes', 'no'])
  const need = asked(query, 'need')
  const placed = asked(query, 'placed')
  return {
    words: asked(query, 'find').slice(0, 100),
    need: need === 'none' || Object.hasOwn(needs, need) ? need : undefined,
    year_group: /^-?\d{1,2}$/.test(year) ? Number(year) : undefined,
    placed: /^\d{1,15}$/.test(placed) || placed === 'none' || Object.hasOwn(settings, placed) ? placed : undefined,
    plan: askedOf(query, 'plan', ['in_force', 'ceased', 'none']),
    looked_after: lookedAfter && lookedAfter === 'yes',
    order: askedOf(query, 'sort', listOrders) ?? 'name',
    direction: askedOf(query, 'way', ['asc', 'desc']) ?? 'asc',
    page: askedPage(query),
  }
}

/** The question as the address keeps it. */
export const asQuery = (question: ListQuestion) => ({
  find: question.words,
  need: question.need,
  year: question.year_group,
  placed: question.placed,
  plan: question.plan,
  looked_after: question.looked_after === undefined ? undefined : question.looked_after ? 'yes' : 'no',
  sort: question.order === 'name' ? undefined : question.order,
  way: question.direction === 'asc' ? undefined : question.direction,
})

/** The filters of the bar, each with what is asked now in words. */
export function filtersOf(question: ListQuestion, providers: { id: number; name: string }[]) {
  const choice = (
    name: string,
    label: string,
    value: string | undefined,
    options: { value: string; text: string }[],
  ) => ({
    asks: value !== undefined,
    filter: {
      kind: 'one' as const,
      name,
      label,
      value: value ?? '',
      said: options.find(option => option.value === (value ?? ''))?.text ?? 'any',
      options,
    },
  })
  const any = { value: '', text: 'any' }
  const of = (words: Record<string, string>) => Object.entries(words).map(([value, text]) => ({ value, text }))
  return [
    choice('need', 'Primary need', question.need, [
      any,
      ...Object.entries(needs).map(([value, { name }]) => ({ value, text: name })),
      { value: 'none', text: 'not recorded' },
    ]),
    choice('year', 'Year group', question.year_group?.toString(), [
      any,
      ...yearGroups.map(group => ({ value: String(group), text: yearGroupName(group) })),
    ]),
    choice('placed', 'Placed with', question.placed, [
      any,
      ...providers.map(({ id, name }) => ({ value: String(id), text: name })),
      ...of(settings),
      { value: 'none', text: 'not recorded' },
    ]),
    choice('plan', 'Plan', question.plan, [any, ...of(planWords)]),
    choice(
      'looked_after',
      'Looked after',
      question.looked_after === undefined ? undefined : question.looked_after ? 'yes' : 'no',
      [
        { value: '', text: 'any' },
        { value: 'yes', text: 'yes' },
        { value: 'no', text: 'no' },
      ],
    ),
  ]
}
