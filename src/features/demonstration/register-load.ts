import type pg from 'pg'
import type { Area } from './areas.ts'

/** Providers no national register knows: what they are, where from the middle, and for whom. All invented. */
const unregistered = [
  [
    'Otter Farm Days',
    'alternative_provision',
    'private',
    4100,
    2600,
    '{SEMH,ASD}',
    11,
    16,
    { company_number: '99000001' },
  ],
  ['Saddle Yard', 'alternative_provision', 'voluntary', -3900, 1500, '{SEMH}', 9, 16, { charity_number: '9900002' }],
  [
    'Compass Tuition',
    'alternative_provision',
    'private',
    600,
    -900,
    '{ASD,SLCN,SEMH}',
    7,
    18,
    { company_number: '99000003' },
  ],
  [
    'Candle Saturdays',
    'short_breaks',
    'voluntary',
    -1200,
    2100,
    '{ASD,SLD,PMLD}',
    5,
    18,
    { charity_number: '9900004' },
  ],
  ['Lantern Overnights', 'short_breaks', 'private', 2300, -3100, '{SLD,PMLD,PD}', 8, 18, { ofsted_number: 'SC990005' }],
  ['Bell Speech and Language', 'therapy', 'private', 300, 700, '{SLCN,ASD,HI}', 2, 25, { cqc_number: '1-9900000006' }],
  [
    'Ferry Occupational Therapy',
    'therapy',
    'private',
    -700,
    -500,
    '{PD,ASD,MSI}',
    2,
    25,
    { cqc_number: '1-9900000007' },
  ],
] as const

const numbers = ['company_number', 'charity_number', 'ofsted_number', 'cqc_number'] as const

/** Where providers are, whom they are for, and what they have room for: the register beside the records. */
export async function addRegister(client: pg.PoolClient, { area_id }: Area, until: string) {
  const middle = { easting: 430_000 + (area_id % 10) * 20_000, northing: 310_000 }
  // Closer to the middle more often than far out: the mean of three draws.
  const draw = (nth: number) => `(('x' || substr(md5(p.ref || '${nth}'), 1, 6))::bit(24)::int % 12000 - 6000)`
  const about = (from: number) => `(${draw(from)} + ${draw(from + 1)} + ${draw(from + 2)}) / 2`
  await client.query(
    `update provider p set easting = $2 + ${about(1)}, northing = $3 + ${about(4)},
       low_age = case phase when 'early_years' then 2 when 'primary' then 4 when 'secondary' then 11 when 'all_through' then 4 when 'post_16' then 16 end,
       high_age = case phase when 'early_years' then 5 when 'primary' then 11 when 'secondary' then 16 when 'all_through' then 19 when 'post_16' then 25 end,
       needs = case when kind = 'special_school' then (array['{ASD,SLCN}', '{SLD,PMLD}', '{SEMH}', '{MLD,SLCN,DS}', '{PD,PMLD,MSI,VI}'])[1 + p.id % 5]::text[]
         when kind = 'alternative_provision' then '{SEMH,ASD}'::text[] when kind = 'college' then '{MLD,SLD,ASD}'::text[] else '{}' end
     where area_id = $1`,
    [area_id, middle.easting, middle.northing],
  )
  for (const [name, kind, sector, east, north, needs, low, high, number] of unregistered)
    await client.query(
      `insert into provider (area_id, name, kind, sector, registered, easting, northing, needs, low_age, high_age, residential, ${numbers.join(', ')})
       values ($1, $2, $3, $4, false, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[area_id, `${name} (demonstration)`, kind, sector, middle.easting + east, middle.northing + north],
        ...[needs, low, high, name.includes('Overnights')],
        ...numbers.map(one => (number as Partial<Record<string, string>>)[one] ?? null),
      ],
    )
  await client.query(
    `insert into provider_site (area_id, provider_id, name, easting, northing)
     select area_id, id, 'Lower site', easting + 900, northing - 600 from provider p where area_id = $1 and kind = 'special_school' and id % 4 = 0`,
    [area_id],
  )
  await client.query(
    `insert into provider_service (area_id, provider_id, name, kind, needs, low_age, high_age)
     select p.area_id, p.id, s.name, s.kind, p.needs, p.low_age, p.high_age from provider p
     join (values ('special_school', 'Day places', 'day', 1), ('special_school', 'Weekly boarding', 'residential', 5), ('alternative_provision', 'Day places', 'alternative', 1),
       ('college', 'Supported learning', 'day', 1), ('short_breaks', 'Weekends and holidays', 'short_break', 1), ('therapy', 'Therapy in school', 'therapy', 1))
       s (of, name, kind, every) on s.of = p.kind and p.id % s.every = 0
     where p.area_id = $1 order by p.id`,
    [area_id],
  )
  // Told twice a year, by most: every ninth has not said yet.
  await client.query(
    `insert into provider_places (area_id, provider_id, service_id, from_on, places, vacancies, commissioned)
     select s.area_id, s.provider_id, s.id, d.from_on, here.children + 4 + (s.id % 7)::int, ((s.id + d.nth) % 5)::int,
       case when s.kind in ('day', 'alternative') then here.children end
     from provider_service s
     cross join (values (0, $2::date - 400), (1, $2::date - 35)) d (nth, from_on)
     cross join lateral (select count(*)::int as children from placement x where x.area_id = s.area_id and x.provider_id = s.provider_id
       and x.from_on <= $2::date and (x.to_on is null or x.to_on >= $2::date) and s.kind <> 'residential') here
     where s.area_id = $1 and s.id % 9 <> 0 order by s.id, d.nth`,
    [area_id, until],
  )
  await client.query(
    `insert into provider_price (area_id, provider_id, service_id, from_on, amount, per)
     select s.area_id, s.provider_id, s.id, $2::date - 300, round(k.amount * (1 + (s.id % 5) * 0.06), 2), k.per from provider_service s
     join (values ('day', 24500, 'place_year'), ('residential', 1450, 'week'), ('alternative', 95, 'day'), ('short_break', 62, 'session'),
       ('therapy', 74, 'hour')) k (kind, amount, per) on k.kind = s.kind
     where s.area_id = $1 and s.id % 6 <> 0 order by s.id`,
    [area_id, until],
  )
}
