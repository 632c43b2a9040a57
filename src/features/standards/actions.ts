import { without } from '#domain/without.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import type { ShippedFramework } from './framework.ts'
import { frameworkOf, type Standard, standardsOfVersion, themesOf } from './queries.ts'

type Refused = { refused: Refusal[] }

const said = (field: string, message: string): Refused => ({ refused: [{ field, message }] })

/** Takes on a framework that comes with Waymark: the area's own copy, published as its version 1. */
export const takeOn = (
  db: Database,
  actor: Actor,
  shipped: ShippedFramework,
  from_on: string,
): Promise<{ id: number } | Refused> =>
  audited(db, actor, { act: 'framework.taken_on', subject: 'standards_framework' }, async (tx, entry) => {
    const { ref, name, about, for_kinds, for_sectors, for_unregistered, themes, source, licence } = shipped
    entry.detail = { ref, from_on }
    const { area_id } = actor
    const framework = await tx
      .insertInto('standards_framework')
      .values({ area_id, ref, name, about, for_kinds, for_sectors, for_unregistered })
      .onConflict(conflict => conflict.columns(['area_id', 'ref']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!framework) return said('take', 'This framework was taken on already')
    entry.subject_id = framework.id
    const version = await addVersion(tx, actor, framework.id, 1, { source, licence })
    for (const [nth, theme] of themes.entries()) {
      const theme_id = await addTheme(tx, actor, version, nth + 1, theme.name, theme.about)
      await addStandards(
        tx,
        actor,
        theme.standards.map((standard, at) => ({ ...standard, version_id: version, theme_id, nth: at + 1 })),
      )
    }
    await publishVersion(tx, actor, version, from_on, null)
    return framework
  })

const addVersion = async (
  tx: Tx,
  { area_id }: Actor,
  framework_id: number,
  number: number,
  about: { source: string | null; licence: string | null },
) =>
  (
    await tx
      .insertInto('framework_version')
      .values({ area_id, framework_id, number, ...about })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

const addTheme = async (
  tx: Tx,
  { area_id }: Actor,
  version_id: number,
  nth: number,
  name: string,
  about: string | null,
) =>
  (
    await tx
      .insertInto('framework_theme')
      .values({ area_id, version_id, nth, name, about })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

type NewStandard = Omit<Standard, 'id' | 'recorded_act' | 'theme' | 'was_code'> & {
  nth: number
  was_code?: string | null
}

const addStandards = (tx: Tx, { area_id }: Actor, standards: readonly NewStandard[]) =>
  standards.length === 0
    ? undefined
    : tx
        .insertInto('standard')
        .values(
          standards.map(({ threshold, ...standard }) => ({
            ...standard,
            area_id,
            threshold: JSON.stringify(threshold),
          })),
        )
        .execute()

const publishVersion = (tx: Tx, actor: Actor, id: number, from_on: string, what_changed: string | null) =>
  tx
    .updateTable('framework_version')
    .set({ published_on: actor.today, from_on, what_changed })
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .execute()

/** A draft of the next version: all of the last one, to be changed. */
export const draft = (db: Database, actor: Actor, framework_id: number): Promise<{ id: number } | Refused> =>
  audited(
    db,
    actor,
    { act: 'framework.drafted', subject: 'standards_framework', subject_id: framework_id },
    async tx => {
      await lock(tx, actor, framework_id)
      const framework = await frameworkOf(tx, actor, framework_id)
      if (!framework) throw new NotFound()
      if (framework.draft) return said('draft', 'There is a draft already')
      const [last] = framework.versions
      if (!last) throw new NotFound()
      const { source, licence } = last
      const id = await addVersion(tx, actor, framework_id, last.number + 1, { source, licence })
      const standards = await standardsOfVersion(tx, actor, last.id)
      for (const theme of await themesOf(tx, actor, last.id)) {
        const theme_id = await addTheme(tx, actor, id, theme.nth, theme.name, theme.about)
        await addStandards(
          tx,
          actor,
          standards
            .filter(one => one.theme_id === theme.id)
            .map((standard, at) => ({
              ...without(standard, 'id', 'theme', 'recorded_act'),
              ...{ version_id: id, theme_id, nth: at + 1, was_code: null },
            })),
        )
      }
      return { id }
    },
  )

/** One writer of a framework at a time: a draft is not changed while it is published. */
const lock = (tx: Tx, actor: Actor, framework_id: number) =>
  tx
    .selectFrom('standards_framework')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', framework_id)
    .forUpdate()
    .executeTakeFirst()

const draftOf = async (tx: Tx, actor: Actor, framework_id: number) => {
  await lock(tx, actor, framework_id)
  const framework = await frameworkOf(tx, actor, framework_id)
  if (!framework?.draft) throw new NotFound()
  return { ...framework, draft: framework.draft }
}

export const publish = (
  db: Database,
  actor: Actor,
  framework_id: number,
  { from_on, what_changed }: { from_on: string; what_changed: string },
): Promise<{ number: number } | Refused> =>
  audited(
    db,
    actor,
    { act: 'framework.published', subject: 'standards_framework', subject_id: framework_id },
    async (tx, entry) => {
      const { draft: version, versions } = await draftOf(tx, actor, framework_id)
      if (from_on < actor.today) return said('from_on', 'It can be in force from today or a later day, not before')
      const latest = versions.find(one => one.from_on !== null)?.from_on
      if (latest && from_on <= latest)
        return said('from_on', 'A published version is in force from that day or later. Choose a day after it')
      if ((await standardsOfVersion(tx, actor, version.id)).length === 0)
        return said('from_on', 'There is no standard in it yet')
      await publishVersion(tx, actor, version.id, from_on, what_changed)
      entry.detail = { number: version.number, from_on }
      return { number: version.number }
    },
  )

export const discardDraft = (db: Database, actor: Actor, framework_id: number): Promise<unknown> =>
  audited(
    db,
    actor,
    { act: 'framework.draft_removed', subject: 'standards_framework', subject_id: framework_id },
    async tx => {
      const { draft: version } = await draftOf(tx, actor, framework_id)
      for (const table of ['standard', 'framework_theme'] as const)
        await tx.deleteFrom(table).where('area_id', '=', actor.area_id).where('version_id', '=', version.id).execute()
      await tx
        .deleteFrom('framework_version')
        .where('area_id', '=', actor.area_id)
        .where('id', '=', version.id)
        .execute()
      return { done: true }
    },
  )

export type Edited = Omit<NewStandard, 'version_id' | 'theme_id' | 'nth' | 'was_code'> & {
  theme_id: number | null
  new_theme: string | null
}

/** Writes a standard of the draft: a new one, or `id` as it was opened at `opened`. */
export const writeStandard = (
  db: Database,
  actor: Actor,
  framework_id: number,
  { theme_id, new_theme, threshold, ...standard }: Edited,
  existing?: { id: number; opened: number },
): Promise<{ id: number } | Refused> =>
  audited(
    db,
    actor,
    { act: 'standard.written', subject: 'standards_framework', subject_id: framework_id },
    async (tx, entry) => {
      const { draft: version } = await draftOf(tx, actor, framework_id)
      const { area_id } = actor
      entry.detail = { code: standard.code, number: version.number }
      const all = await standardsOfVersion(tx, actor, version.id)
      if (all.some(one => one.code === standard.code && one.id !== existing?.id))
        return said('code', 'Another standard of this version has this number')
      const themes = await themesOf(tx, actor, version.id)
      const theme = new_theme
        ? (themes.find(({ name }) => name === new_theme)?.id ??
          (await addTheme(tx, actor, version.id, Math.max(0, ...themes.map(({ nth }) => nth)) + 1, new_theme, null)))
        : themes.find(({ id }) => id === theme_id)?.id
      if (theme === undefined) return said('theme_id', 'Select a theme, or name a new one')
      const values = { ...standard, theme_id: theme, threshold: JSON.stringify(threshold) }
      if (!existing) {
        const nth = all.filter(one => one.theme_id === theme).length + 1
        return tx
          .insertInto('standard')
          .values({ ...values, area_id, version_id: version.id, nth })
          .returning('id')
          .executeTakeFirstOrThrow()
      }
      const was = all.find(({ id }) => id === existing.id)
      if (!was) throw new NotFound()
      // Its number in the version before stays known, whatever it is called now.
      const before = was.was_code ?? was.code
      const { numUpdatedRows } = await tx
        .updateTable('standard')
        .set({ ...values, was_code: before === standard.code ? null : before })
        .where('area_id', '=', area_id)
        .where('id', '=', existing.id)
        .where('recorded_act', '=', existing.opened)
        .executeTakeFirst()
      return numUpdatedRows === 0n ? { refused: [changedMeanwhile] } : { id: existing.id }
    },
  )

export const removeStandard = (db: Database, actor: Actor, framework_id: number, id: number): Promise<unknown> =>
  audited(
    db,
    actor,
    { act: 'standard.removed', subject: 'standards_framework', subject_id: framework_id },
    async (tx, entry) => {
      const { draft: version } = await draftOf(tx, actor, framework_id)
      const gone = await tx
        .deleteFrom('standard')
        .where('area_id', '=', actor.area_id)
        .where('version_id', '=', version.id)
        .where('id', '=', id)
        .returning(['code', 'theme_id'])
        .executeTakeFirst()
      if (!gone) throw new NotFound()
      entry.detail = { code: gone.code }
      const left = await standardsOfVersion(tx, actor, version.id)
      if (!left.some(({ theme_id }) => theme_id === gone.theme_id))
        await tx
          .deleteFrom('framework_theme')
          .where('area_id', '=', actor.area_id)
          .where('id', '=', gone.theme_id)
          .execute()
      return { done: true }
    },
  )

/** Says that a framework applies to a provider, or does not, whatever its kind. */
export const applyFramework = (
  db: Database,
  actor: Actor,
  provider_id: number,
  { framework_id, applies, why }: { framework_id: number; applies: boolean; why: string },
): Promise<unknown> =>
  audited(
    db,
    actor,
    { act: 'framework.applied', subject: 'provider', subject_id: provider_id, why, detail: { framework_id, applies } },
    async tx => {
      await tx
        .insertInto('framework_provider')
        .values({ area_id: actor.area_id, framework_id, provider_id, applies, why })
        .onConflict(conflict =>
          conflict.columns(['area_id', 'framework_id', 'provider_id']).doUpdateSet({ applies, why }),
        )
        .execute()
      return { done: true }
    },
  )
