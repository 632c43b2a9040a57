import { sql } from 'kysely'
import { documentName } from '#domain/document-kind.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Compared, changesOf, codeIn, type Renamed } from './comparison.ts'
import { type Standard, standardsOfVersions } from './queries.ts'
import { type LastJudgement, type Standing, standingOf } from './standing.ts'
import { type Judgement, overall, type ShownDocument, thresholdSchema } from './threshold.ts'

export type Held = { version_id: number; framework_id: number; name: string; number: number; from_on: string }

/** The versions a provider is held against on a day. */
async function heldAgainst(tx: Tx, actor: Actor, provider_id: number, day: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select h.version_id, h.framework_id, f.name, v.number, v.from_on
    from frameworks_of_providers(${day}::date) h
    join standards_framework f on f.area_id = ${actor.area_id} and f.id = h.framework_id
    join framework_version v on v.area_id = ${actor.area_id} and v.id = h.version_id
    where h.provider_id = ${provider_id}
    order by f.name, f.id`.execute(tx)
  return rows
}

type JudgedRow = {
  id: number
  judgement: Judgement
  reason: string
  judged_on: string
  by: string | null
  standard_id: number
  framework_id: number
  number: number
  replies: number
  documents: number
} & Compared

/** The last judgement of each standard on each version. */
async function lastJudgements(tx: Tx, actor: Actor, provider_id: number, frameworks: readonly number[]) {
  if (frameworks.length === 0) return []
  const judged = await sql<Omit<JudgedRow, 'threshold'> & { threshold: unknown }>`
    select distinct on (j.standard_id) j.id, j.judgement, j.reason, j.judged_on, p.name as by, j.standard_id, v.framework_id, v.number,
      s.code, s.was_code, s.words, s.guidance, s.example, s.measured, s.evidence, s.threshold, s.is_gate, s.weight, t.name as theme,
      (select count(*) from judgement_reply r where r.area_id = j.area_id and r.judgement_id = j.id)::int as replies,
      (select count(*) from judgement_document d where d.area_id = j.area_id and d.judgement_id = j.id)::int as documents
    from standard_judgement j
    join standard s on s.area_id = j.area_id and s.id = j.standard_id
    join framework_theme t on t.area_id = s.area_id and t.id = s.theme_id
    join framework_version v on v.area_id = s.area_id and v.id = s.version_id
    left join person p on p.id = j.judged_by
    where j.area_id = ${actor.area_id} and j.provider_id = ${provider_id} and v.framework_id = any (${frameworks}::bigint[])
    order by j.standard_id, j.id desc`.execute(tx)
  return judged.rows.map(({ threshold, ...row }) => ({ ...row, threshold: thresholdSchema.parse(threshold) }))
}

/** How each version of the frameworks renamed the standards of the one before. */
async function renamedIn(tx: Tx, actor: Actor, frameworks: readonly number[]): Promise<Renamed[]> {
  const { rows } = await sql<Renamed>`
    select v.framework_id, v.number, s.code, s.was_code from standard s
    join framework_version v on v.area_id = s.area_id and v.id = s.version_id
    where s.area_id = ${actor.area_id} and v.framework_id = any (${frameworks}::bigint[]) and s.was_code is not null
      and v.published_on is not null`.execute(tx)
  return rows
}

/** Documents that were checked and accepted, by kind: what thresholds of documents are held against. */
async function acceptedDocuments(tx: Tx, actor: Actor, provider_id: number): Promise<ShownDocument[]> {
  return tx
    .selectFrom('document')
    .select(['kind', 'valid_until'])
    .where('area_id', '=', actor.area_id)
    .where('provider_id', '=', provider_id)
    .where('state', '=', 'accepted')
    .execute()
}

export type StandardAtProvider = Standard & {
  last: (LastJudgement & { reason: string; by: string | null; replies: number; documents: number }) | undefined
  standing: Standing
}

export type FrameworkAtProvider = Held & { standards: StandardAtProvider[]; overall: ReturnType<typeof overall> }

/** Every standard a provider is held against, what it counts as today and why; gates and all the rest together. */
export async function standardsAt(tx: Tx, actor: Actor, provider_id: number): Promise<FrameworkAtProvider[]> {
  const held = await heldAgainst(tx, actor, provider_id, actor.today)
  const standards = await standardsOfVersions(
    tx,
    actor,
    held.map(({ version_id }) => version_id),
  )
  const frameworks = held.map(({ framework_id }) => framework_id)
  const judged = await lastJudgements(tx, actor, provider_id, frameworks)
  const renamed = await renamedIn(tx, actor, frameworks)
  const documents = await acceptedDocuments(tx, actor, provider_id)
  return held.map(version => {
    const mine = standards
      .filter(({ version_id }) => version_id === version.version_id)
      .map((standard): StandardAtProvider => {
        const found = judged
          .filter(
            one =>
              one.framework_id === version.framework_id &&
              one.number <= version.number &&
              one.code === codeIn(renamed, { ...version, code: standard.code }, one.number),
          )
          .toSorted((a, b) => b.id - a.id)[0]
        const last = found && {
          ...found,
          changes: found.number === version.number ? [] : changesOf(found, standard, documentName),
        }
        const standing = standingOf(standard.threshold, last, version.number, documents, actor.today, documentName)
        return { ...standard, last, standing }
      })
    const verdicts = new Map(mine.map(({ code, standing }) => [code, standing.verdict]))
    return { ...version, standards: mine, overall: overall(mine, verdicts) }
  })
}

export type Judged = Awaited<ReturnType<typeof judgementsOf>>[number]

/** Every judgement of a standard at a provider, on any version, latest first, with what the provider replied. */
export async function judgementsOf(
  tx: Tx,
  actor: Actor,
  provider_id: number,
  framework_id: number,
  codes: readonly { number: number; code: string }[],
) {
  const { rows } = await sql<{
    id: number
    judgement: Judgement
    reason: string
    shown: { value?: number; who?: number; of?: number } | null
    judged_on: string
    by: string | null
    number: number
    standard_id: number
    replies: { reply: string; replied_on: string; by: string | null }[]
    documents: { id: number; kind: string; valid_until: string | null }[]
  }>`
    select j.id, j.judgement, j.reason, j.shown, j.judged_on, p.name as by, v.number, j.standard_id,
      (select coalesce(json_agg(json_build_object('reply', r.reply, 'replied_on', r.replied_on, 'by', q.name) order by r.id), '[]')
        from judgement_reply r left join person q on q.id = r.replied_by where r.area_id = j.area_id and r.judgement_id = j.id) as replies,
      (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'valid_until', d.valid_until) order by d.id), '[]')
        from judgement_document l join document d on d.area_id = l.area_id and d.id = l.document_id
        where l.area_id = j.area_id and l.judgement_id = j.id) as documents
    from standard_judgement j
    join standard s on s.area_id = j.area_id and s.id = j.standard_id
    join framework_version v on v.area_id = s.area_id and v.id = s.version_id
    left join person p on p.id = j.judged_by
    where j.area_id = ${actor.area_id} and j.provider_id = ${provider_id} and v.framework_id = ${framework_id}
      and (v.number, s.code) in (select x.number, x.code from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as x (number int, code text))
    order by j.id desc
    limit 100`.execute(tx)
  return rows
}

/** Under which code a standard stood in each version up to its own. */
export async function codesThroughVersions(tx: Tx, actor: Actor, held: Held, code: string) {
  const renamed = await renamedIn(tx, actor, [held.framework_id])
  return Array.from({ length: held.number }, (_, at) => ({
    number: at + 1,
    code: codeIn(renamed, { framework_id: held.framework_id, number: held.number, code }, at + 1),
  }))
}

/** Documents of a provider that fit a standard: of its kinds, or named for it by the provider. */
export async function documentsFor(
  tx: Tx,
  actor: Actor,
  provider_id: number,
  { id, evidence, threshold }: Pick<Standard, 'id' | 'evidence' | 'threshold'>,
) {
  const kinds = [...new Set([...evidence, ...(threshold.kind === 'document' ? threshold.documents : [])])]
  const { rows } = await sql<{
    id: number
    kind: string
    certificate_on: string
    valid_until: string | null
    state: 'sent' | 'accepted'
  }>`
    select d.id, d.kind, d.certificate_on, d.valid_until, d.state from document d
    where d.area_id = ${actor.area_id} and d.provider_id = ${provider_id} and d.state in ('sent', 'accepted')
      and (d.kind = any (${kinds}::text[]) or exists (
        select from document_standard l where l.area_id = d.area_id and l.document_id = d.id and l.standard_id = ${id}))
    order by d.certificate_on desc, d.id desc limit 25`.execute(tx)
  return rows
}

export const gradesOf = (tx: Tx, actor: Actor, provider_id: number) =>
  tx
    .selectFrom('inspection_grade')
    .select(['id', 'scale', 'judged', 'grade', 'inspected_on', 'published_on', 'source'])
    .where('area_id', '=', actor.area_id)
    .where('provider_id', '=', provider_id)
    .orderBy('inspected_on', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()

export async function judgementWith(tx: Tx, actor: Actor, provider_id: number, id: number) {
  const { rows } = await sql<{
    id: number
    judgement: Judgement
    reason: string
    judged_on: string
    code: string
    words: string
  }>`
    select j.id, j.judgement, j.reason, j.judged_on, s.code, s.words from standard_judgement j
    join standard s on s.area_id = j.area_id and s.id = j.standard_id
    where j.area_id = ${actor.area_id} and j.provider_id = ${provider_id} and j.id = ${id}`.execute(tx)
  return rows[0]
}

/** Frameworks in use, with what was said of each for this provider. */
export async function frameworksFor(tx: Tx, actor: Actor, provider_id: number) {
  const { rows } = await sql<{ id: number; name: string; held: boolean; applies: boolean | null; why: string | null }>`
    select f.id, f.name, fp.applies, fp.why,
      exists (select from frameworks_of_providers(${actor.today}::date) h where h.provider_id = ${provider_id} and h.framework_id = f.id) as held
    from standards_framework f
    left join framework_provider fp on fp.area_id = f.area_id and fp.framework_id = f.id and fp.provider_id = ${provider_id}
    where f.area_id = ${actor.area_id} and (f.ended_on is null or f.ended_on > ${actor.today})
    order by f.name, f.id limit 100`.execute(tx)
  return rows
}
