import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from '#platform/root.ts'
import { buildAssets } from './assets.ts'

/** What `npm start` runs: the server and the command line in dist/, the stylesheet and scripts in dist/assets/. */
const dist = join(root, 'dist')
rmSync(dist, { recursive: true, force: true })

await Promise.all([
  buildAssets(join(dist, 'assets')),
  build({
    entryPoints: ['src/main.ts', 'src/cli.ts'],
    absWorkingDir: root,
    outdir: dist,
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
