import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { root } from '#platform/root.ts'

const run = promisify(execFile)

/** Chromium asks for hosts of its own unless told not to, and cannot use its sandbox as root. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/** Runs a story in a browser of its own: the machine's Chromium, or the one that comes through npm. */
export async function inBrowser(story: (browser: Browser) => Promise<void>): Promise<void> {
  const { executablePath, env } = await findChromium()
  const browser = await chromium.launch({ executablePath, args: quiet, env: { ...process.env, ...env } })
  try {
    await story(browser)
  } finally {
    await browser.close()
  }
}

/** WCAG 2.2 AA and axe's best practice, on the page as it is now. */
export async function assertAccessible(page: Page) {
  const { violations, passes } = await new AxeBuilder({ page }).analyze()
  const words = violations.flatMap(({ id, help, nodes }) => nodes.map(node => `${id}: ${help}\n  ${node.html}`))
  assert.deepEqual(words, [], `${page.url()} is not accessible`)
  assert.ok(passes.length > 0, 'axe looked at nothing')
}

/** CHROME_PATH names one, or says `npm`; otherwise the machine's own is preferred. */
async function findChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const here = process.env.CHROME_PATH || ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(path => existsSync(path))
  return here && here !== 'npm' ? { executablePath: here, env: {} } : unpacked()
}

/** The Chromium of @sparticuz/chromium, unpacked once, with the few libraries and fonts a bare machine lacks. */
async function unpacked() {
  const packed = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../../bin')
  const folder = join(root, 'node_modules/.cache/waymark-chromium')
  if (!existsSync(folder)) {
    await mkdir(dirname(folder), { recursive: true })
    const making = await mkdtemp(`${folder}-`)
    await Promise.all([
      inflate(join(packed, 'chromium.br'), createWriteStream(join(making, 'chromium'))),
      untar(join(packed, 'al2023.tar.br'), making),
      untar(join(packed, 'fonts.tar.br'), making),
    ])
    await chmod(join(making, 'chromium'), 0o755)
    await writeFile(join(making, 'fonts.conf'), fontsIn(join(folder, 'fonts')))
    // Another process may have been quicker.
    await rename(making, folder).catch(() => rm(making, { recursive: true }))
  }
  const executablePath = join(folder, 'chromium')
  const { stdout } = await run('ldd', [executablePath])
  const libraries = stdout.includes('not found') ? { LD_LIBRARY_PATH: join(folder, 'lib') } : undefined
  const fonts = existsSync('/etc/fonts/fonts.conf') ? undefined : { FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  return { executablePath, env: { ...libraries, ...fonts } }
}

const inflate = (from: string, to: NodeJS.WritableStream) =>
  pipeline(createReadStream(from), createBrotliDecompress(), to)

async function untar(from: string, folder: string) {
  const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'inherit', 'inherit'] })
  const ended = new Promise(done => tar.on('close', done))
  // tar stops reading at the archive's last block, whether or not there is more to hand it.
  await inflate(from, tar.stdin).catch(() => {})
  assert.equal(await ended, 0, `${from} could not be unpacked`)
}

const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}-cache</cachedir></fontconfig>
`
