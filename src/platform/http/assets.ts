import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where built assets are served from; their names hold their hash, so they may be kept for a year. */
export const assetsPath = '/assets/'

/** Reads the manifest of the built assets, and answers with the address of each by its plain name. */
export function readAssets(folder: string): (name: string) => string {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>
  return name => {
    const hashed = manifest[name]
    if (!hashed) throw new Error(`There is no asset called ${name}: run npm run build`)
    return assetsPath + hashed
  }
}
