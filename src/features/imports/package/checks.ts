import type { Tx } from '#platform/database/connect.ts'
import type { ProblemTable } from '#platform/transfer/problem.ts'
import { type Finding, findProblems } from '../recording/run-sql.ts'
import { type FileName, fileNames, files } from './files.ts'
import { stagedName } from './stage.ts'
import { tables } from './tables.ts'

/** What can be wrong only between rows, and between rows and records. */
export const checkPackage = (tx: Tx, area_id: number, problems: ProblemTable): Promise<void> =>
  findProblems(
    tx,
    problems,
    fileNames.flatMap(file =>
      [...identities(file), ...references(file), ...(between[file]?.(area_id) ?? [])].map(found => ({
        file: `${file}.csv`,
        ...found,
      })),
    ),
  )

type Found = Omit<Finding, 'file'>

/** Rows that say the same thing twice, and rows that are the same record. */
function identities(file: FileName): Found[] {
  const { ref, key } = tables[file]
  const staged = ref === null ? key.map(as => stagedKey(file, as)) : [`"${ref}"`]
  const [first] = staged
  const column = ref ?? nameOf(file, key[0] ?? '')
  const twice: Found = {
    severity: 'error',
    column,
    wrong: ref === null ? 'Two rows are about the same' : 'Two rows have this id',
    mend:
      ref === null
        ? `Keep one row for each ${key.map(as => nameOf(file, as)).join(', ')}`
        : 'Give every row an id of its own',
    from: `select max(s."row") as "row", min(${first}) as value from in_${file} s where ${staged.map(one => `${one} is not null`).join(' and ')}
      group by ${staged.join(', ')} having count(*) > 1`,
  }
  if (ref === null) return [twice]
  return [
    twice,
    {
      severity: 'error',
      column,
      wrong: 'Two rows are the same record, which came in a SEN2 return',
      mend: 'Keep one of the two, or correct the number or date they share',
      from: `select max("row") as "row", min(ref) as value from resolved_${file} group by id having count(distinct ref) > 1`,
    },
  ]
}

const stagedKey = (file: FileName, as: string) =>
  `"${tables[file].parents.find(parent => parent.as === as)?.column ?? as}"`
const nameOf = (file: FileName, as: string) =>
  files[file].find(column => stagedName(file, column) === as || column.as === as)?.name ?? as

/** Names of rows that are nowhere, and rows that would change hands. */
function references(file: FileName): Found[] {
  const { parents } = tables[file]
  const missing = parents.map(
    ({ column, as, file: named }): Found => ({
      severity: 'error',
      column,
      wrong: `There is no such row in ${named}.csv, nor in the records`,
      mend: `Add it to ${named}.csv, or correct the id`,
      from: `select s."row", s."${column}" as value from resolved_${file} r join in_${file} s using ("row")
        where r."${as}" is null and s."${column}" is not null`,
    }),
  )
  const [owner] = parents
  if (owner === undefined) return missing
  const other = parents.find(({ file: named }, index) => index > 0 && named !== 'institutions')
  const moved: Found = {
    severity: 'error',
    column: owner.column,
    wrong: 'In the records this belongs to another child',
    mend: 'Give it an id of its own, or correct whose it is',
    from: `select s."row", s."${owner.column}" as value from resolved_${file} r join in_${file} s using ("row")
      where r.was_child_id <> r.child_id`,
  }
  if (other === undefined) return [...missing, moved]
  return [
    ...missing,
    moved,
    {
      severity: 'error',
      column: other.column,
      wrong: `This belongs to another child than ${owner.column} does`,
      mend: 'Correct one of the two ids',
      from: `select s."row", s."${other.column}" as value from resolved_${file} r join in_${file} s using ("row")
        where r.other_child_id <> r.child_id`,
    },
  ]
}

const kept = 'Check both; they were kept as given'

/** A day that is before the child's birth. */
const bornLater = (file: FileName, as: string, area_id: number): Found => ({
  severity: 'warning',
  column: nameOf(file, as),
  wrong: 'This is before the child was born',
  mend: 'Check the date, and the date of birth; both were kept as given',
  from: `select r."row", r."${as}"::text as value from resolved_${file} r
    left join resolved_children rc on rc.owner_id = r.child_id left join child c on rc.id is null and c.area_id = ${area_id} and c.id = r.child_id
    where r."${as}" < coalesce(rc.birth_date, c.birth_date)`,
})

/** A day that is before the plan was made. */
const beforePlan = (file: FileName, as: string, area_id: number): Found => ({
  severity: 'warning',
  column: nameOf(file, as),
  wrong: 'This is before the plan was first made',
  mend: 'Check the date, and first_made_on of the plan; both were kept as given',
  from: `select r."row", r."${as}"::text as value from resolved_${file} r
    left join resolved_plans rp on rp.id = r.plan_id left join plan p on rp.id is null and p.area_id = ${area_id} and p.id = r.plan_id
    where r."${as}" < coalesce(rp.first_made_on, p.first_made_on)`,
})

/** Two rows of one child and rank, true at the same time. */
const overlapping = (file: FileName, what: string): Found => ({
  severity: 'warning',
  column: 'from',
  wrong: `Two ${what} of one rank at one time`,
  mend: 'Give the first a last day, or one of them the other rank',
  from: `select "row", from_on::text as value from (
      select "row", from_on, lag(coalesce(to_on, 'infinity')) over (partition by child_id, rank order by from_on) as before_to
      from resolved_${file} where child_id is not null) x
    where from_on <= before_to`,
})

/** A number that two rows share, or a row and another record. */
const shared = (file: FileName, column: string, area_id: number, severity: Found['severity']): Found[] => [
  {
    severity,
    column,
    wrong: 'Two rows have this number',
    mend: severity === 'error' ? 'Correct one of them' : 'Check which of the two it belongs to',
    from: `select max("row") as "row", "${column}" as value from resolved_${file} where "${column}" is not null
      group by "${column}" having count(*) > 1`,
  },
  {
    severity,
    column,
    wrong: 'Another record has this number already',
    mend: `Use the ${tables[file].ref} of that record, or correct the number`,
    from: `select r."row", r."${column}" as value from resolved_${file} r
      join "${tables[file].table}" t on t.area_id = ${area_id} and t."${column}" = r."${column}" and t.id <> r.id
      where not exists (select from resolved_${file} other where other.id = t.id)`,
  },
]

const between: Partial<Record<FileName, (area_id: number) => Found[]>> = {
  institutions: area_id => shared('institutions', 'urn', area_id, 'error'),
  children: area_id => [
    ...shared('children', 'upn', area_id, 'error'),
    ...shared('children', 'uln', area_id, 'warning'),
  ],
  needs: area_id => [bornLater('needs', 'from_on', area_id), overlapping('needs', 'needs')],
  requests: area_id => [bornLater('requests', 'received_on', area_id)],
  plans: area_id => [
    bornLater('plans', 'first_made_on', area_id),
    {
      severity: 'error',
      column: 'plan_type',
      wrong: 'This is not a type of plan here',
      mend: 'Give ehcp, or have the type added',
      from: 'select "row", plan_type as value from resolved_plans where plan_type is not null and plan_type not in (select code from plan_type)',
    },
    {
      severity: 'warning',
      column: 'first_made_on',
      wrong: 'The child has two plans at one time',
      mend: kept,
      from: `select "row", first_made_on::text as value from (
          select "row", first_made_on, lag(coalesce(ceased_on, 'infinity')) over (partition by child_id order by first_made_on) as before_to
          from resolved_plans where child_id is not null) x
        where first_made_on <= before_to`,
    },
  ],
  placements: area_id => [bornLater('placements', 'from_on', area_id), overlapping('placements', 'placements')],
  provision: () => [
    {
      severity: 'error',
      column: 'outcome_ids',
      wrong: 'One of these outcomes is not in outcomes.csv, nor in the records',
      mend: 'Add it to outcomes.csv, or correct the id',
      from: `select s."row", array_to_string(s.outcome_refs, ';') as value from resolved_provision r join in_provision s using ("row")
        where array_position(r.outcome_ids, null) is not null`,
    },
  ],
  reviews: area_id => [bornLater('reviews', 'meeting_on', area_id), beforePlan('reviews', 'meeting_on', area_id)],
  soft: area_id => [bornLater('soft', 'on_date', area_id)],
}
