import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** Whole in itself: what is kept needs no other file to look as it looked. Tagged by its own headings and lists. */
const style = `
:root { color-scheme: light }
body { margin: 0; background: #fff; color: #16302b; font: 12pt/1.5 Atkinson Hyperlegible, Arial, Helvetica, sans-serif }
main { max-width: 38em; margin: 0 auto; padding: 1.5em; overflow-wrap: break-word }
h1 { font-size: 1.4em; line-height: 1.25; margin: 1.5em 0 1em }
h2 { font-size: 1.15em; line-height: 1.3; margin: 1.5em 0 .5em; break-after: avoid }
h3 { font-size: 1em; margin: 1.2em 0 .3em; break-after: avoid }
p, ul { margin: 0 0 1em } li { margin-bottom: .3em } p, li { orphans: 3; widows: 3 }
table { border-collapse: collapse; width: 100%; margin: 0 0 1em } th, td { text-align: left; vertical-align: top; padding: .3em .5em .3em 0; border-bottom: 1px solid #b1b4b6 }
.letter__figure { text-align: right; font-variant-numeric: tabular-nums }
.letter__small { font-size: .8em; border-top: 1px solid #b1b4b6; padding-top: .7em }
@page { size: A4; margin: 20mm 18mm } @media print { main { max-width: none; padding: 0 } }`

/** A letter as a page of its own: what is kept, sent and printed. */
export const letterPage = (title: string, body: ComponentChildren): string =>
  `<!DOCTYPE html>${renderToString(
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{style}</style>
      </head>
      <body>
        <main>{body}</main>
      </body>
    </html>,
  )}`
