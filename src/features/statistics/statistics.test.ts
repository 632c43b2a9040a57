import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { importFile } from '#features/imports/actions.ts'
import { undoImport } from '#features/imports/recording/undo.ts'
import { atWork, type Office } from '#test/office.ts'

let place = ''
before(async () => {
  place = await mkdtemp(join(tmpdir(), 'waymark-statistics-'))
})
after(() => rm(place, { recursive: true }))

const common =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name'
const england = (year: string) => `${year},Calendar year,National,E92000001,England,,,,,`
const authority = (year: string, ons: string, number: string, name: string) =>
  `${year},Calendar year,Local authority,E92000001,England,E12000007,London,${ons},${number},${name}`
const islington = (year: string) => authority(year, 'E09000019', '206', 'Islington')
const camden = (year: string) => authority(year, 'E09000007', '202', 'Camden')
const city = (year: string) => authority(year, 'E09000001', '201', 'City of London')

/** As the release of 2025 names its columns, misspellings and a column twice over as published. */
const reviews = [
  `${common},breakdown_topic,breakdown,review_expected,review_meeting_prior_24,review_meeting_prior_24,outcome_maintan,number_decsion_4weeks,number_decision_gt_4weeks,pc_decsion_4weeks`,
  `${england('2024')},All annual reviews,All annual reviews,524654,126184,126184,135264,154924,193835,44.4`,
  `${islington('2024')},All annual reviews,All annual reviews,1786,12,12,400,300,900,25`,
  `${islington('2024')},Child or young persons age,Aged 10,100,1,1,z,c,40,c`,
  `${camden('2024')},All annual reviews,All annual reviews,900,5,5,300,100,100,50`,
  `${city('2024')},All annual reviews,All annual reviews,c,c,c,c,c,c,c`,
].join('\n')

/** The release after it, whose names were mended. */
const nextReviews = [
  `${common},breakdown_topic,breakdown,review_expected_2025,outcome_maintained,decision_4_weeks,decision_over_4_weeks,weeks_to_decide`,
  `${england('2024')},All annual reviews,All annual reviews,524655,135264,154924,193835,8`,
  `${england('2025')},All annual reviews,All annual reviews,600000,150000,200000,150000,7`,
  `${islington('2025')},All annual reviews,All annual reviews,1900,500,700,300,low`,
].join('\r\n')

let serial = 0
async function load({ db, actor }: Pick<Office, 'db' | 'actor'>, content: string | Buffer, name = 'figures.csv') {
  const path = join(place, `${++serial}-${name}`)
  await writeFile(path, content)
  return importFile(db, actor(), { kind: 'statistics', path })
}

const counted = async ({ owner }: Office) =>
  (
    await owner.query(
      'select (select count(*)::int from statistic_release) as releases, (select count(*)::int from statistic_figure) as figures',
    )
  ).rows[0]

/** A table's row on a page as its cells, without marks. */
const line = (body: string, words: string) => {
  const row = body.match(/<tr[^>]*>.*?<\/tr>/gs)?.find(one => one.includes(words)) ?? ''
  return (row.match(/<t[hd][^>]*>.*?<\/t[hd]>/gs) ?? []).map(cell =>
    cell
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
}

test('a published file is kept as it was published: suppressed is a symbol and not nought, and each oddity is said', () =>
  atWork(async office => {
    const answer = await load(office, `\uFEFF${reviews}`)
    assert.equal(answer.state, 'done', JSON.stringify(answer.problems))
    assert.match(answer.problems.map(({ wrong }) => wrong).join(), /Column 15 has the name of another one/)
    const { rows } = await office.owner.query(
      `select l.code, i.column_name, f.value, f.symbol, f.file_row from statistic_figure f
       join statistic_place l using (area_id, release_id) join statistic_indicator i using (area_id, release_id) join statistic_breakdown b using (area_id, release_id)
       where l.id = f.place_id and i.id = f.indicator_id and b.id = f.breakdown_id and i.code = 'decision_4_weeks' order by l.code, b.id`,
    )
    const column_name = 'number_decsion_4weeks'
    assert.deepEqual(
      rows.map(row => ({ ...row, value: row.value === null ? null : Number(row.value) })),
      [
        { code: '201', column_name, value: null, symbol: 'c', file_row: 6 },
        { code: '202', column_name, value: 100, symbol: null, file_row: 5 },
        { code: '206', column_name, value: 300, symbol: null, file_row: 3 },
        { code: '206', column_name, value: null, symbol: 'c', file_row: 4 },
        { code: 'E92000001', column_name, value: 154924, symbol: null, file_row: 2 },
      ],
    )
  }))

test('a newer release stands before the older one under the same names, both are kept, and twice the same changes nothing', () =>
  atWork(async office => {
    const first = await load(office, reviews)
    const second = await load(office, nextReviews)
    assert.equal(second.state, 'done', JSON.stringify(second.problems))
    assert.match(second.problems.map(({ column }) => column).join(), /weeks_to_decide/)
    const both = await counted(office)
    assert.equal(both.releases, 2)
    const again = await load(office, nextReviews)
    assert.deepEqual(
      Object.values(again.counts).map(({ added }) => added),
      [0, 0],
    )
    assert.deepEqual(await counted(office), both)
    const lead = await office.as('strategic_lead')
    const list = (await lead.get('/statistics')).body
    assert.match(list, /Annual reviews of EHC plans/)
    assert.match(list, /2024 to 2025/)
    const address = /href="(\/statistics\/\d+)"/.exec(list)?.[1] ?? ''
    const latest = (await lead.get(address)).body
    assert.deepEqual(line(latest, 'communicated within 4 weeks').slice(1, 3), ['2025', '700'])
    const before = (await lead.get(`${address}?period=2024`)).body
    // England's figure of 2024 was revised; the older release knew Islington's and the newer does not tell it.
    assert.match(before, /524,655/)
    assert.doesNotMatch(before, /524,654/)
    const older = (await lead.get(address.replace(/\d+$/, id => String(Number(id) - 1)))).body
    assert.match(older, /524,654/)
    assert.match(older, /A newer release was brought in since/)
    assert.ok(first.import_id)
    assert.ok(second.import_id)
    const undone = await undoImport(office.db, office.actor(), second.import_id)
    assert.ok('removed' in undone && undone.removed > 0)
    assert.match((await lead.get('/statistics')).body, />2024</)
    assert.equal((await office.owner.query('select from statistic_release_history')).rowCount, 1)
    assert.equal((await load(office, nextReviews)).counts.statistic_release?.added, 1, 'it can be brought in again')
  }))

test('an area stands beside its region, England and its neighbours, pooled out of counts where nothing is published', () =>
  atWork(async office => {
    await load(office, reviews)
    const auditor = await office.as('plan_auditor')
    const list = (await auditor.get('/statistics')).body
    const address = /href="(\/statistics\/\d+)"/.exec(list)?.[1] ?? ''
    const { body } = await auditor.get(address)
    const share = body.match(/<tr[^>]*>.*?<\/tr>/gs)?.find(one => one.includes('25%')) ?? ''
    const cells = (share.match(/<td[^>]*>.*?<\/td>/gs) ?? []).map(cell =>
      cell
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    // (300 + 100) of (1200 + 200); the City's counts are hidden, eleven others are not in the file.
    assert.deepEqual(cells, ['2024', '25%', '28.6% of 2 of 14 together', '44.4%', '50% of 1 of 10 together'])
    const ten = (await auditor.get(`${address}?breakdown=${encodeURIComponent('Child or young persons age: Aged 10')}`))
      .body
    assert.match(ten, /c hidden because the number is small/)
    assert.equal((await (await office.as('parent')).get('/statistics')).statusCode, 404)
  }))

test('a file that is not known is refused, with what it looks like and what would be accepted', () =>
  atWork(async office => {
    for (const [content, wrong] of [
      [`${common},school_type,passengers\n${england('2024')},All,7`, /of a data set that is not known here/],
      ['URN,EstablishmentName,LA (code)\n1,Larkfield,206', /register of schools/],
      ['child_id,surname\n1,Example', /interchange package/],
      ['persontableid,surname\n1,Example', /COLLECT/],
      ['Measure_short,Polarity\nx,High', /describes measures/],
      ['name,colour\nash,green', /its first columns are name, colour/],
      [`${reviews.split('\n').slice(0, 2).join('\n')}\n2024,Calendar year`, /does not have the 19 cells/],
      [reviews.replace('1786', 'about 1800'), /neither a number nor a symbol/],
      ['', /empty/],
    ] as const) {
      const answer = await load(office, content)
      assert.equal(answer.state, 'refused', content.slice(0, 60))
      assert.match(answer.problems.map(one => `${one.wrong} ${one.mend}`).join('\n'), wrong)
    }
    assert.deepEqual(await counted(office), { releases: 0, figures: 0 })
  }))

test('figures one to a row, the interactive tool’s numbers for regions, and the table of appeals are read too', () =>
  atWork(async office => {
    const lait = [
      'measure_short,years,area,la_number,region,value_as_published',
      'SENFinance,2016-17 (OT),Islington,206,Inner London,79.599999999999994',
      'SENFinance,2017-18 (OT),Islington,206,Inner London,-',
      'SENFinance,2017-18 (OT),London (Inner),987,NA,81.2',
      'SENFinance,0,Islington,206,Inner London,1',
      'SENFinance,2017-18 (OT),England,970,NA,80',
    ].join('\n')
    const read = await load(office, lait)
    assert.equal(read.state, 'done', JSON.stringify(read.problems))
    assert.match(read.problems.map(({ wrong }) => wrong).join(), /names no year/)
    const long = [
      'source_domain,metric,metric_label,metric_type,direction,time_period,time_identifier,education_phase,phase_type_grouping,send_category,sen_type_label,region_code,region_name,new_la_code,la_name,value',
      'attendance_sen,overall,Absence %,percent,lower,202526,Autumn term,Primary,,EHC plan,,E12000007,London,E09000019,Islington,9.5',
      'attendance_sen,overall,Absence %,percent,lower,202526,Autumn term,Primary,,EHC plan,,E12000007,London,E09000019,Islington,9.6',
    ].join('\n')
    assert.match((await load(office, long)).problems.map(({ wrong }) => wrong).join(), /stood in a row before/)
    const appeals = [
      '"SEND Appeal rate table 1, 2023-2024",,,,,,,',
      ',,,,,,,',
      'Local Authority,LA code,2023,,,2024,,',
      ',,Appeals registered4,Total Appealable Decisions1,SEND Tribunal Appeal Rate2,Appeals registered4,Total,Rate',
      'INNER LONDON,,,,,,,',
      'Islington,206, - ,"2,259",0.00%,116,"2,300",5.10%',
      'Poole5,,3,538,0.60%, .. , .. ,..',
      '"England Total4,9",,"4,108","251,096",1.60%,~,~,~',
      '~ Suppressed,,,,,,,',
    ].join('\n')
    const rates = await load(office, appeals)
    assert.equal(rates.state, 'done', JSON.stringify(rates.problems))
    assert.deepEqual(
      rates.problems.map(({ value }) => value),
      ['Poole'],
    )
    const { rows } = await office.owner.query(
      `select i.code, p.label, f.value::text, f.symbol from statistic_figure f join statistic_release r on r.id = f.release_id
       join statistic_place l on l.release_id = r.id and l.id = f.place_id join statistic_indicator i on i.release_id = r.id and i.id = f.indicator_id
       join statistic_period p on p.release_id = r.id and p.id = f.period_id
       where l.code = '206' order by r.id, p.sort, i.id`,
    )
    assert.deepEqual(
      rows.map(({ code, label, value, symbol }) => `${code} ${label} ${value ?? symbol}`),
      [
        'SENFinance 2016-17 (OT) 79.599999999999994',
        'SENFinance 2017-18 (OT) -',
        'overall Autumn term 2025/26 9.5',
        'appeals 2023 -',
        'appealable 2023 2259',
        'appeal_rate 2023 0.00',
        'appeals 2024 116',
        'appealable 2024 2300',
        'appeal_rate 2024 5.10',
      ],
    )
  }))

test('what one area brought in, another area does not have', () =>
  atWork(async office => {
    await load(office, reviews)
    const elsewhere = await office.as('strategic_lead', { area_id: 207 })
    assert.match((await elsewhere.get('/statistics')).body, /No published figures are here yet/)
  }))
