import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** The Chromium that prints: WAYMARK_BROWSER names it, else one in the usual place. Undefined where there is none. */
export const findBrowser = (named = process.env.WAYMARK_BROWSER): string | undefined =>
  [named, ...usual].find(path => path !== undefined && path !== '' && existsSync(path))

/** It asks for hosts of its own unless told not to; as root it cannot use its sandbox. */
const quiet = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
  ...['--disable-sync', '--disable-quic'],
]

const idleMs = 60_000
let open: { browser: Promise<Browser>; using: number; close: NodeJS.Timeout | undefined } | undefined

/**
 * A document as tagged PDF: its headings, lists and paragraphs are marked, so that a screen reader reads it in order. One
 * browser is kept for a minute and used again. The document runs no script and asks for nothing. Undefined: there is no browser.
 */
export async function pdfOf(html: string, executablePath = findBrowser()): Promise<Buffer | undefined> {
  if (!executablePath) return undefined
  open ??= { browser: chromium.launch({ executablePath, args: quiet }), using: 0, close: undefined }
  const mine = open
  clearTimeout(mine.close)
  mine.using++
  try {
    const context = await (await mine.browser).newContext({ javaScriptEnabled: false, offline: true })
    try {
      const page = await context.newPage()
      await page.setContent(html, { waitUntil: 'load' })
      return await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: false })
    } finally {
      await context.close()
    }
  } catch (error) {
    // It was closed or it broke: the next one begins afresh.
    if (open === mine) open = undefined
    throw error
  } finally {
    mine.using--
    if (mine.using === 0) {
      mine.close = setTimeout(() => void closePrinter(mine), idleMs)
      mine.close.unref()
    }
  }
}

/** Ends the browser: before the process does, and in tests. */
export async function closePrinter(which = open): Promise<void> {
  if (!which) return
  if (open === which) open = undefined
  clearTimeout(which.close)
  await which.browser.then(browser => browser.close()).catch(() => {})
}
