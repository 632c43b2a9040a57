import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ageBand, ageBands } from '#domain/age-band.ts'
import { ageOn } from '#domain/date.ts'
import { checkUln } from '#domain/uln.ts'
import { checkUpn } from '#domain/upn.ts'
import { areasOf } from './areas.ts'
import { type ChildRows, childFiles, emptyRows, knownOn } from './child-rows.ts'
import { generate } from './generate.ts'
import { isFree, writePackage } from './package-files.ts'
import type { PackageRows } from './package-rows.ts'
import published from './published-mix.json' with { type: 'json' }
import { writeSen2 } from './sen2-files.ts'
import { ratingsPicture } from './truth.ts'
import { communityInclusion } from './words/community-inclusion.ts'
import { employment } from './words/employment.ts'
import { health } from './words/health.ts'
import { independentLiving } from './words/independent-living.ts'

const until = '2026-11-23'
const [small] = generate({ size: 'small', seed: 7, until })
assert.ok(small)
const children = [...small.children()]

const all = children.reduce((sum, child) => {
  for (const file of childFiles) sum[file].push(...(child[file] as never[]))
  return sum
}, emptyRows())

async function inFolder(story: (folder: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-demonstration-'))
  try {
    await story(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function print(folder: string) {
  const names = (await readdir(folder)).sort()
  const sums = names.map(async name =>
    createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex'),
  )
  return Object.fromEntries((await Promise.all(sums)).map((sum, at) => [names[at], sum]))
}

test('the same seed writes the same bytes, and another seed does not', () =>
  inFolder(async folder => {
    for (const [name, seed] of [
      ['once', 7],
      ['again', 7],
      ['other', 8],
    ] as const) {
      const [data] = generate({ size: 'small', seed, until })
      assert.ok(data)
      await writePackage(data, join(folder, name))
      await writeSen2(data, 2026, join(folder, name, 'sen2.xml'))
      await writePackage(data, join(folder, `${name}.zip`))
    }
    assert.deepEqual(await print(join(folder, 'once')), await print(join(folder, 'again')))
    assert.deepEqual(await readFile(join(folder, 'once.zip')), await readFile(join(folder, 'again.zip')))
    assert.notDeepEqual(await print(join(folder, 'once')), await print(join(folder, 'other')))
    assert.equal(await isFree(join(folder, 'once')), false)
  }))

test('England has 640,000 plans in 153 areas of very different sizes, whose numbers no council has', () => {
  const areas = areasOf('england', 7)
  assert.equal(areas.length, 153)
  assert.equal(
    areas.reduce((sum, { plans }) => sum + plans, 0),
    640_000,
  )
  assert.ok(areas.every(({ area_id }) => area_id < 200))
  assert.ok(Math.max(...areas.map(({ plans }) => plans)) > 10 * Math.min(...areas.map(({ plans }) => plans)))
})

test('as many plans are in force on the last day as the area has', () =>
  assert.equal(all.plans.filter(({ ceased_on }) => ceased_on === null).length, 120))

const shareOf = (counts: Record<string, number>, key: string) =>
  (counts[key] ?? 0) / Object.values(counts).reduce((sum, count) => sum + count, 0)

const counted = (keys: string[]) =>
  Object.fromEntries([...Map.groupBy(keys, key => key)].map(([key, list]) => [key, list.length]))

function near(
  seen: Record<string, number>,
  expected: Record<string, number>,
  within: number,
  keys = Object.keys(expected),
) {
  for (const key of keys) {
    const [found, source] = [shareOf(seen, key), shareOf(expected, key)]
    assert.ok(
      Math.abs(found - source) <= within,
      `${key}: ${found.toFixed(3)} where the source has ${source.toFixed(3)}`,
    )
  }
}

test('the borough is mixed as the published figures are: needs, ages, sex, settings, timeliness, answers not given', () => {
  const [borough] = generate({ size: 'borough', seed: 3, until })
  assert.ok(borough)
  const kinds = new Map(borough.institutions.map(({ row, use }) => [row.institution_id, use]))
  const now: { need: string; age: number; sex: string; setting: string }[] = []
  const soft = { given: 0, missing: 0 }
  const decided = { soon: 0, late: 0 }
  const ratings: string[] = []
  for (const child of borough.children()) {
    const [person] = child.children
    for (const answer of child.soft) soft[answer.rung === null ? 'missing' : 'given'] += 1
    for (const { meeting_on, decided_on } of child.reviews) {
      if (meeting_on?.startsWith('2024') !== true || decided_on === null) continue
      decided[Date.parse(decided_on) - Date.parse(meeting_on) <= 28 * 86_400_000 ? 'soon' : 'late'] += 1
    }
    ratings.push(...child.ratings.map(({ rating }) => rating))
    if (person === undefined || child.plans[0]?.ceased_on !== null) continue
    const place = child.placements.findLast(({ rank, to }) => rank === 1 && to === null)
    now.push({
      need: child.needs.findLast(({ rank }) => rank === 1)?.need ?? 'none',
      age: ageOn(person.birth_date, until),
      sex: person.sex,
      setting: kinds.get(place?.institution_id ?? '') ?? place?.setting ?? 'none',
    })
  }
  const source = published.islington
  const needs: Record<string, number> = {}
  for (const band of ageBands) {
    for (const [need, count] of Object.entries(source.need[band])) needs[need] = (needs[need] ?? 0) + count
  }
  const bands: Record<string, number> = {}
  for (const [age, count] of Object.entries(source.age))
    bands[ageBand(Number(age))] = (bands[ageBand(Number(age))] ?? 0) + count
  near(counted(now.map(({ need }) => need)), needs, 0.03)
  near(counted(now.map(({ age }) => ageBand(age))), bands, 0.03)
  near(counted(now.map(({ sex }) => sex)), source.sex, 0.03)
  const special = now.filter(({ setting }) => setting === 'special').length / now.length
  assert.ok(Math.abs(special - 573 / 2119) < 0.06, `special: ${special}`)
  const soon = decided.soon / (decided.soon + decided.late)
  assert.ok(Math.abs(soon - source.reviews.within_4_weeks / 1670) < 0.05, `decided within four weeks: ${soon}`)
  const missing = soft.missing / (soft.given + soft.missing)
  assert.ok(missing > 0.28 && missing < 0.4, `not given: ${missing}`)
  const fully = shareOf(counted(ratings), 'fully_met')
  assert.ok(fully > 0.4 && fully < 0.6, `fully met: ${fully}`)
})

test('every id is given once', () => {
  const idsOf = (child: ChildRows) => [
    ...child.children.map(row => `child ${row.child_id}`),
    ...child.requests.map(row => `request ${row.request_id}`),
    ...child.plans.map(row => `plan ${row.plan_id}`),
    ...child.outcomes.map(row => `outcome ${row.outcome_id}`),
    ...child.provision.map(row => `provision ${row.provision_id}`),
    ...child.goals.map(row => `goal ${row.goal_id}`),
    ...child.reviews.map(row => `review ${row.review_id}`),
    ...child.ratings.map(row => `rating ${row.review_id} ${row.goal_id}`),
    ...child.positions.map(row => `position ${row.review_id} ${row.outcome_id}`),
    ...child.soft.map(row => `soft ${row.child_id} ${row.on} ${row.scale} ${row.respondent}`),
    ...child.needs.map(row => `need ${row.child_id} ${row.from} ${row.rank}`),
    ...child.placements.map(row => `placement ${row.child_id} ${row.from} ${row.rank}`),
    ...child.children.map(row => `upn ${row.upn ?? row.child_id}`),
  ]
  const ids = children.flatMap(idsOf)
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  )
})

test('every UPN and ULN has the check character it calls for, and nobody’s name is a real one', () => {
  for (const { upn, upn_unknown_reason, uln, surname, postcode } of all.children) {
    if (upn === null) assert.equal(upn_unknown_reason, 'UN1')
    else assert.equal(checkUpn(upn).verdict, 'valid', upn)
    if (uln !== null) assert.equal(checkUln(uln).verdict, 'valid', uln)
    assert.match(
      surname,
      /^(?:Example|Sample|Specimen|Demo|Illustration|Placeholder|Instance|Pattern|Model|Mockup|Template|Fixture|Prototype|Standin|Dummy|Testcase)/,
    )
    assert.match(postcode ?? '', /^ZZ99 \d[A-Z]{2}$/)
  }
})

test('what comes later is dated later, and nothing is dated after the last day', () => {
  for (const child of children) {
    const [plan] = child.plans
    for (const { meeting_on, report_sent_on, decided_on, amendment_notice_on, final_plan_on } of child.reviews) {
      const days = [
        plan?.first_made_on,
        meeting_on,
        report_sent_on,
        decided_on,
        amendment_notice_on,
        final_plan_on,
      ].filter(day => typeof day === 'string')
      assert.deepEqual(days, days.toSorted(), JSON.stringify(days))
      assert.ok((days.at(-1) ?? '') <= until)
      assert.ok(plan?.ceased_on === null || (meeting_on ?? '') <= (plan?.ceased_on ?? ''))
    }
    for (const request of child.requests) {
      const days = [
        request.received_on,
        request.decided_on,
        request.assessment_decided_on,
        request.decision === 'Y' ? plan?.first_made_on : null,
      ].filter(day => typeof day === 'string')
      assert.deepEqual(days, days.toSorted(), JSON.stringify(request))
    }
    for (const { from, to } of [...child.needs, ...child.placements])
      assert.ok(to === null || from <= to, `${from} to ${to}`)
    for (const { rank, from } of child.placements) {
      const open = child.placements.filter(
        one => one.rank === rank && one.from <= from && (one.to === null || one.to >= from),
      )
      assert.equal(open.length, 1, JSON.stringify(child.placements))
    }
  }
})

test('a rating is given at a review after the goal was set, and every row of a review was written down after its meeting', () => {
  for (const child of children) {
    const reviews = new Map(child.reviews.map(row => [row.review_id, row]))
    const goals = new Map(child.goals.map(row => [row.goal_id, row]))
    for (const { review_id, goal_id, rating, reason, recorded_on } of child.ratings) {
      const on = reviews.get(review_id)?.meeting_on ?? ''
      assert.ok((goals.get(goal_id)?.set_on ?? '9') < on)
      assert.ok(recorded_on >= on && recorded_on <= until)
      assert.equal(rating === 'not_rated', reason !== null)
    }
    for (const { was, now } of child.superseded) assert.ok(was.recorded_on < now.recorded_on, JSON.stringify(was))
  }
})

test('some outcomes have no area, no ladder or no baseline, so that there is something to do and coverage is not whole', () => {
  const share = (is: (row: (typeof all.outcomes)[number]) => boolean) =>
    all.outcomes.filter(is).length / all.outcomes.length
  for (const [words, found] of [
    ['no area', share(({ pfa }) => pfa === null)],
    ['no ladder', share(({ ladder }) => ladder === null)],
    ['no baseline', share(({ baseline }) => baseline === null)],
  ] as const) {
    assert.ok(found > 0.005 && found < 0.2, `${words}: ${found}`)
  }
})

test('what was corrected was something else before: the picture as known then differs from the one of today', () => {
  const day = '2023-07-31'
  const before = children.map(child => knownOn(child, day))
  const rows = { institutions: small.institutions.map(({ row }) => row), ...emptyRows() }
  for (const child of before) for (const file of childFiles) rows[file].push(...(child[file] as never[]))
  const then = ratingsPicture(rows as PackageRows, { by: [], years: [2022] })
  const today = ratingsPicture({ institutions: rows.institutions, ...all }, { by: [], years: [2022] })
  assert.notDeepEqual(then, today)
})

test('there are sixty ideas for outcomes and more, in every area and for every age, each with words to climb by', () => {
  const ideas = [...employment, ...independentLiving, ...communityInclusion, ...health]
  assert.ok(ideas.length >= 60)
  for (const list of [employment, independentLiving, communityInclusion, health]) {
    for (const age of [3, 7, 10, 13, 16, 20]) {
      assert.ok(list.filter(({ ages }) => ages[0] <= age && age <= ages[1]).length >= 3, `${list[0]?.pfa[0]} at ${age}`)
    }
  }
  for (const { text, goals, rungs } of ideas) {
    assert.match(text, /^\{by\}, .*\{name\}|^\{by\}, \{name\}/)
    assert.ok(goals.length >= 3 && goals.length <= 5, text)
    assert.ok(
      goals.every(goal => goal.startsWith('I ')),
      text,
    )
    assert.equal(new Set(rungs).size, 3)
  }
  const written = [
    ...all.goals.map(row => row.text),
    ...all.outcomes.map(row => `${row.text} ${row.ladder}`),
    ...all.provision.map(row => row.text),
  ]
  assert.deepEqual(
    written.filter(text => /\{(?:by|name|help|often|mostly)\}|undefined/.test(text)),
    [],
  )
})

test('no child is set a goal in the same words twice', () => {
  for (const child of children) {
    const texts = child.goals.map(({ text }) => text)
    assert.deepEqual(
      texts.filter((text, at) => texts.indexOf(text) < at),
      [],
    )
  }
})

test('the return has the plans in force on the census day, and nothing from after it', () =>
  inFolder(async folder => {
    const path = join(folder, 'sen2.xml')
    const { plans, persons } = await writeSen2(small, 2024, path)
    const xml = await readFile(path, 'utf8')
    assert.ok(plans > 100 && persons > plans)
    assert.equal(xml.match(/<ActivePlans>/g)?.length, plans)
    assert.doesNotMatch(xml, /RequestSource|ReviewDraft|DSCO/)
    const days = xml.match(/>\d{4}-\d{2}-\d{2}</g)?.map(day => day.slice(1, -1)) ?? []
    assert.deepEqual(
      days.filter(day => day > '2024-01-18'),
      [],
    )
    await writeSen2(small, 2026, path)
    const later = await readFile(path, 'utf8')
    for (const name of ['DSCO', 'RequestSource', 'ReviewDraft', 'PhaseTransferDueDate'])
      assert.match(later, new RegExp(`<${name}>`))
  }))
