import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from '#platform/root.ts'
import { buildAssets } from './assets.ts'

/** Makes dist/: the server and the command line, with the stylesheet, scripts and fonts in dist/assets. */
const dist = join(root, 'dist')
// Beside its place, and moved there whole: a server that is running goes on serving.
const making = join(root, `dist.${process.pid}`)

try {
  await Promise.all([
    buildAssets(join(making, 'assets')),
    build({
      entryPoints: ['src/main.ts', 'src/cli.ts'],
      absWorkingDir: root,
      outdir: making,
      bundle: true,
      splitting: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node24',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: true,
      logLevel: 'warning',
    }),
  ])
  rmSync(dist, { recursive: true, force: true })
  renameSync(making, dist)
} finally {
  rmSync(making, { recursive: true, force: true })
}
