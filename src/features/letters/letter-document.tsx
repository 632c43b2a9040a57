import { renderToString } from 'preact-render-to-string'
import { type Block, blocksOf, filled, type Values, type Wording } from './wording.ts'

/** Whole in itself: what is kept needs no other file to look as it looked. Tagged by its own headings and lists. */
const style = `
:root { color-scheme: light }
body { margin: 0; background: #fff; color: #16302b; font: 12pt/1.5 Atkinson Hyperlegible, Arial, Helvetica, sans-serif }
main { max-width: 38em; margin: 0 auto; padding: 1.5em; overflow-wrap: break-word }
h1 { font-size: 1.4em; line-height: 1.25; margin: 1.5em 0 1em }
h2 { font-size: 1.15em; line-height: 1.3; margin: 1.5em 0 .5em; break-after: avoid }
p, ul { margin: 0 0 1em } li { margin-bottom: .3em } p, li { orphans: 3; widows: 3 }
.letter__small { font-size: .8em; border-top: 1px solid #b1b4b6; padding-top: .7em }
@page { size: A4; margin: 20mm 18mm } @media print { main { max-width: none; padding: 0 } }`

export type Letter = { title: string; html: string }

/** The letter as a document of its own: what is kept, sent and printed. */
export function letterDocument(wording: Wording, values: Values): Letter {
  const title = filled(wording.title, values)
  const html = `<!DOCTYPE html>${renderToString(
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{style}</style>
      </head>
      <body>
        <main>
          <LetterBody wording={wording} values={values} />
        </main>
      </body>
    </html>,
  )}`
  return { title, html }
}

export const LetterBody = ({ wording, values, level = 1 }: { wording: Wording; values: Values; level?: 1 | 2 }) => {
  const Title = `h${level}` as const
  return (
    <>
      <p class="letter__from">
        <Lines text={[values.service_name, values.today].filter(Boolean).join('\n')} />
      </p>
      <Title>{filled(wording.title, values)}</Title>
      {blocksOf(wording.body).map(block => (
        <Part block={block} values={values} level={level === 1 ? 2 : 3} />
      ))}
    </>
  )
}

const Part = ({ block, values, level }: { block: Block; values: Values; level: 2 | 3 }) => {
  const Heading = `h${level}` as const
  switch (block.kind) {
    case 'heading':
      return <Heading>{filled(block.text, values)}</Heading>
    case 'paragraph':
      return (
        <>
          {paragraphsOf(filled(block.lines.join('\n'), values)).map(text => (
            <p>
              <Lines text={text} />
            </p>
          ))}
        </>
      )
    case 'list':
      return (
        <ul>
          {block.items.map(item => (
            <li>
              <Lines text={filled(item, values)} />
            </li>
          ))}
        </ul>
      )
    case 'small':
      return <p class="letter__small">{filled(block.text, values)}</p>
  }
}

/** What was typed elsewhere, as reasons are, may have paragraphs of its own. */
const paragraphsOf = (text: string) => text.replaceAll('\r\n', '\n').split(/\n\s*\n/)

const Lines = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line, at) => (
      <>
        {at > 0 && <br />}
        {line}
      </>
    ))}
  </>
)
