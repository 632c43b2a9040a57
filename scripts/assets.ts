import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { compile, Logger } from 'sass'

const source = fileURLToPath(new URL('../src/assets', import.meta.url))
const packaged = (name: string) => fileURLToPath(import.meta.resolve(name))

const fontFolder = join(
  dirname(fileURLToPath(import.meta.resolve('@fontsource/atkinson-hyperlegible/package.json'))),
  'files',
)
const fonts = [
  'latin-400-normal',
  'latin-700-normal',
  'latin-400-italic',
  'latin-ext-400-normal',
  'latin-ext-700-normal',
  'latin-ext-400-italic',
]

/**
 * The colours the design system writes out rather than names, as ours, so that the dark scheme reaches them too.
 * Words on a yellow focus stay black: the rules that name the focus colour are left alone.
 */
const palette: Record<string, string> = {
  '#f3f3f3': '--waymark-mist',
  '#cecece': '--waymark-mist-strong',
  '#858686': '--waymark-mist-shadow',
  '#0b0c0c': '--waymark-ink',
  '#d2e2f1': '--waymark-tag-blue',
  '#0f385c': '--waymark-tag-blue-text',
  '#cfe4dc': '--waymark-tag-green',
  '#083d29': '--waymark-tag-green-text',
  '#d0e6e7': '--waymark-tag-teal',
  '#0b4144': '--waymark-tag-teal-text',
  '#ddd6ec': '--waymark-tag-purple',
  '#2a1950': '--waymark-tag-purple-text',
  '#f4d7e5': '--waymark-tag-magenta',
  '#651b3e': '--waymark-tag-magenta-text',
  '#f4d7d7': '--waymark-tag-red',
  '#651b1b': '--waymark-tag-red-text',
  '#fde4d7': '--waymark-tag-orange',
  '#7a3c1c': '--waymark-tag-orange-text',
  '#ffee80': '--waymark-tag-yellow',
}

/** Builds the stylesheet, the two scripts, the fonts and the icon into a folder, under names that hold their hash. */
export async function buildAssets(folder: string) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const manifest: Record<string, string> = {}
  const put = (name: string, content: Uint8Array | string) => {
    const bytes = Buffer.from(content)
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
    const hashed = name.replace(/(\.\w+)$/, `-${hash}$1`)
    manifest[name] = hashed
    writeFileSync(join(folder, hashed), bytes)
    if (name.endsWith('.woff2')) return
    writeFileSync(join(folder, `${hashed}.gz`), gzipSync(bytes, { level: 9 }))
    writeFileSync(join(folder, `${hashed}.br`), brotliCompressSync(bytes))
  }

  for (const font of fonts)
    put(`atkinson-hyperlegible-${font}.woff2`, readFileSync(join(fontFolder, `atkinson-hyperlegible-${font}.woff2`)))
  writeFileSync(
    join(folder, 'atkinson-hyperlegible-licence.txt'),
    readFileSync(packaged('@fontsource/atkinson-hyperlegible/LICENSE')),
  )
  put('mark.svg', readFileSync(join(source, 'mark.svg')))
  put('waymark.css', await stylesheet(manifest))
  put('waymark.js', await script('main.ts', 'esm'))
  put('start.js', await script('start.ts', 'iife'))
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

async function stylesheet(manifest: Record<string, string>) {
  const { css } = compile(join(source, 'styles/waymark.scss'), {
    loadPaths: [dirname(packaged('govuk-frontend/dist/govuk/index.scss'))],
    logger: Logger.silent,
  })
  const { code } = await transform(named(css), {
    loader: 'css',
    minify: true,
    target: ['chrome100', 'firefox100', 'safari15'],
  })
  return code.replace(/url\("?([\w-]+\.woff2)"?\)/g, (_, font: string) => `url(${manifest[font]})`)
}

/** Names every colour: a functional one loses its fallback, a written-out one becomes ours with itself as fallback. */
const named = (css: string) =>
  css
    .replace(/var\((--govuk-[\w-]+-colour), #[0-9a-f]{3,8}\)/g, 'var($1)')
    .replace(/(?<!colour: |colour:)#[0-9a-f]{6}\b/g, colour =>
      palette[colour] ? `var(${palette[colour]}, ${colour})` : colour,
    )

async function script(entry: string, format: 'esm' | 'iife') {
  const { outputFiles } = await build({
    entryPoints: [join(source, 'client', entry)],
    bundle: true,
    minify: true,
    format,
    target: 'es2020',
    write: false,
  })
  return outputFiles[0]?.contents ?? ''
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? join(source, '../../dist/assets')
  const manifest = await buildAssets(folder)
  console.log(`${Object.keys(manifest).length} assets in ${folder}`)
}
