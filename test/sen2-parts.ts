import type { SourceFile } from '#platform/transfer/source-file.ts'

/** A part of a return: items are texts, parts are lists. */
export type Node = { [name: string]: string | Node[] }

export const header = (more: Record<string, string> = {}): Node => ({
  ...{ Collection: 'SEN2', Year: '2026', ReferenceDate: '2026-01-15', LEA: '206', SerialNo: '001', DMO: 'Y', DCO: 'N' },
  ...more,
})

export const plan = (more: Node = {}): Node => ({
  StartDate: '2024-03-05',
  PlanDetail: [{ URN: '907001', PlacementRank: '1', SENunitIndicator: '0', ResourcedProvisionIndicator: '0' }],
  ...more,
})

export const placement = (more: Node = {}): Node => ({
  ...{
    URN: '907001',
    PlacementRank: '1',
    EntryDate: '2021-09-06',
    SENunitIndicator: 'false',
    ResourcedProvisionIndicator: 'true',
  },
  ...more,
})

export const active = (more: Node = {}): Node => ({
  PlacementDetail: [placement()],
  SENneed: [
    { SENtype: 'ASD', SENtypeRank: '1' },
    { SENtype: 'SLCN', SENtypeRank: '2' },
  ],
  ...{ ReviewMeeting: '2025-02-10', ReviewOutcome: 'A', ReviewDraft: '2025-03-03', LastReview: '2025-03-07' },
  ...more,
})

export const request = (more: Node = {}): Node => ({
  ...{
    ReceivedDate: '2023-10-12',
    RequestSource: '2',
    RequestOutcomeDate: '2023-11-20',
    RequestOutcome: 'Y',
    RYA: 'FALSE',
  },
  Assessment: [{ AssessmentOutcome: 'Y', AssessmentOutcomeDate: '2024-02-01', Week20: '1', NamedPlan: [plan()] }],
  ActivePlans: [active()],
  ...more,
})

export const person = (more: Node = {}): Node => ({
  ...{ Surname: 'Example', Forename: 'Ash', PersonBirthDate: '2014-03-05', Sex: 'F', Ethnicity: 'WBRI' },
  ...{ PostCode: 'n12xx', UPN: 'h206907001001' },
  Requests: [request()],
  ...more,
})

export const items = (node: Node) =>
  Object.entries(node).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
export const parts = (node: Node) =>
  Object.entries(node).filter((entry): entry is [string, Node[]] => typeof entry[1] !== 'string')

export const xml = (name: string, node: Node): string =>
  `<${name}>${items(node)
    .map(([item, text]) => `<${item}>${text}</${item}>`)
    .join('')}${parts(node)
    .map(([part, nodes]) => nodes.map(one => `\n${xml(part, one)}`).join(''))
    .join('')}</${name}>`

export function message(persons: Node[], head = header()): string {
  const { Collection = '', Year = '', ReferenceDate = '', ...source } = head as Record<string, string>
  const details = { Collection, Year, ReferenceDate }
  return xml('Message', {
    Header: [{ CollectionDetails: [details], Source: [source] }],
    Persons: [{ Person: persons }],
  })
}

/** The same return as COLLECT exports it: nine files joined by ids. */
export function collectExport(persons: Node[], head = header()): Record<string, string> {
  const tables = new Map<string, Record<string, string>[]>()
  const date = (text: string) => {
    const [year, month, day] = text.split('-')
    const name = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(month) - 1]
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${year}-${name}-${day} 00:00:00` : text
  }
  let id = 0
  const add = (name: string, node: Node, parent: Record<string, string>) => {
    const key = { [`${name}tableid`]: String(++id) }
    const texts = items(node).map(([item, text]) => [item.toLowerCase(), date(text)])
    tables.set(name, [...(tables.get(name) ?? []), { ...key, ...parent, NativeId: 'x', ...Object.fromEntries(texts) }])
    for (const [part, nodes] of parts(node)) for (const one of nodes) add(part.toLowerCase(), one, key)
  }
  add('sen2', { ...head, Person: persons }, {})
  const files = [
    'sen2',
    'person',
    'requests',
    'assessment',
    'namedplan',
    'plandetail',
    'activeplans',
    'placementdetail',
    'senneed',
  ]
  const parentOf = [
    '',
    'sen2',
    'person',
    'requests',
    'assessment',
    'namedplan',
    'requests',
    'activeplans',
    'activeplans',
  ]
  return Object.fromEntries(
    files.map((name, index) => {
      const rows = tables.get(name) ?? []
      const columns = [
        ...new Set([
          `${name}tableid`,
          ...(index > 0 ? [`${parentOf[index]}tableid`] : []),
          ...rows.flatMap(row => Object.keys(row)),
        ]),
      ]
      const lines = [columns, ...rows.map(row => columns.map(column => row[column] ?? ''))]
      return [`206_SEN2_${name}.csv`, `${lines.map(line => line.join(',')).join('\n')}\n`]
    }),
  )
}

export const fileOf = (name: string, text: string | Iterable<string>): SourceFile => ({
  name,
  size: 1000,
  async *read() {
    for (const piece of typeof text === 'string' ? [text] : text) yield Buffer.from(piece)
  },
})
