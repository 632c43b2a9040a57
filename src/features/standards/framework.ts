import { z } from 'zod'
import { providerKinds } from '#domain/provider-kind.ts'
import { providerSectors } from '#domain/provider-sector.ts'
import { thresholdSchema } from './threshold.ts'

const shippedStandard = z.object({
  code: z.string().min(1),
  words: z.string().min(1),
  guidance: z.string().min(1),
  example: z.string().min(1),
  measured: z.string().min(1),
  evidence: z.array(z.string()),
  threshold: thresholdSchema,
  is_gate: z.boolean(),
  weight: z.number().int().min(1).max(100),
})

/** A framework as it comes with Waymark: a file, with where its subjects are from and how it may be used. */
export const shippedFramework = z.object({
  ref: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  about: z.string().min(1),
  for_kinds: z.array(z.string()),
  for_sectors: z.array(z.string()),
  for_unregistered: z.boolean(),
  source: z.string().min(1),
  licence: z.string().min(1),
  themes: z.array(
    z.object({ name: z.string().min(1), about: z.string().min(1), standards: z.array(shippedStandard).min(1) }),
  ),
})
export type ShippedFramework = z.output<typeof shippedFramework>

export type ForWhom = { for_kinds: readonly string[]; for_sectors: readonly string[]; for_unregistered: boolean }

const wordIn = (table: Record<string, string>) => (code: string) => (table[code] ?? code).toLowerCase()

/** 'Special schools…' would need plurals: the kinds, then the sectors, then what narrows them. */
export function forWhom({ for_kinds, for_sectors, for_unregistered }: ForWhom): string {
  if (for_kinds.length === 0) return 'Only providers it is given to'
  const kinds = for_kinds.map(wordIn(providerKinds)).join(', ')
  const sectors = for_sectors.length > 0 ? ` (${for_sectors.map(wordIn(providerSectors)).join(', ')})` : ''
  const all = `${kinds}${sectors}${for_unregistered ? ', not registered as a school' : ''}`
  return all.charAt(0).toUpperCase() + all.slice(1)
}
