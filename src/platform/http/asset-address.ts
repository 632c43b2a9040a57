import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#platform/root.ts'

let manifest: Record<string, string> | undefined

/** Where the browser finds an asset, by its plain name. The name it is served under holds its hash: scripts/assets.ts. */
export function assetAddress(name: string): string {
  manifest ??= readManifest()
  return `/assets/${manifest[name] ?? name}`
}

function readManifest(): Record<string, string> {
  const file = join(root, 'dist/assets/manifest.json')
  // Tests of pages do not need the assets built.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
}
