import { letterPage } from './letter-page.tsx'
import { type Block, blocksOf, filled, type Values, type Wording } from './wording.ts'

export type Letter = { title: string; html: string }

/** The letter as a document of its own: what is kept, sent and printed. */
export function letterDocument(wording: Wording, values: Values): Letter {
  const title = filled(wording.title, values)
  return { title, html: letterPage(title, <LetterBody wording={wording} values={values} />) }
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
