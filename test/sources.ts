import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import { root } from '#platform/root.ts'

export type Import = { to: string; typeOnly: boolean }
export type Source = { path: string; text: string; imports: Import[] }

const statements = /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm

/** The sources below src/, tests left out, with what each imports as a path in the project or the name of a package. */
export function sources(): Source[] {
  return globSync('src/**/*.{ts,tsx}', { cwd: root })
    .filter(path => !/\.test\.tsx?$/.test(path))
    .map(path => {
      const text = readFileSync(`${root}/${path}`, 'utf8')
      const imports = [...text.matchAll(statements)].map(([, type, from, later]) => ({
        to: resolved(path, from ?? later ?? ''),
        typeOnly: type !== undefined,
      }))
      return { path, text, imports }
    })
}

function resolved(path: string, specifier: string) {
  if (specifier.startsWith('.')) return join(dirname(path), specifier)
  return specifier.replace(/^#(domain|features|govuk|platform)\//, 'src/$1/')
}
