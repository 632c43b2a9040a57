import { renderToString } from 'preact-render-to-string'

/** What a message says: a heading, a paragraph, or a list of things each with a page to open. */
export type MessagePart =
  | { heading: string }
  | { text: string }
  | { link: string; href: string }
  | { list: { text: string; href: string }[] }

/** Stands for where the service is until the message is sent: a kept message opens wherever the service is by then. */
const here = 'waymark:'

export const atAddress = (kept: string, address: string) => kept.replaceAll(`${here}/`, `${address}/`)

/** For the page that shows it: links that lead within the service. */
export const withinService = (kept: string) => kept.replaceAll(`${here}/`, '/')

export function asText(parts: readonly MessagePart[], foot: string): string {
  const words = parts.map(part => {
    if ('heading' in part) return `${part.heading}\n${'-'.repeat(part.heading.length)}`
    if ('text' in part) return part.text
    if ('link' in part) return `${part.link}:\n${here}${part.href}`
    return part.list.map(({ text, href }) => `- ${text}\n  ${here}${href}`).join('\n')
  })
  return `${[...words, `-- \n${foot}`].join('\n\n')}\n`
}

const font = 'font-family: Arial, Helvetica, sans-serif; color: #16302b;'

/** Plain enough for any reader of mail: one column, real headings and lists, no pictures, nothing loaded from elsewhere. */
export const asHtml = (title: string, parts: readonly MessagePart[], foot: string): string =>
  `<!DOCTYPE html>${renderToString(
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
      </head>
      <body style="margin: 0; padding: 0; background: #ffffff;">
        <div
          role="article"
          aria-label={title}
          style={`max-width: 600px; margin: 0 auto; padding: 20px; font-size: 17px; line-height: 1.5; ${font}`}
        >
          <h1 style="font-size: 22px; line-height: 1.3; margin: 0 0 20px;">{title}</h1>
          {parts.map(part => (
            <Part part={part} />
          ))}
          <p style="margin: 30px 0 0; padding-top: 15px; border-top: 1px solid #b1b4b6; font-size: 14px;">{foot}</p>
        </div>
      </body>
    </html>,
  )}`

const link = 'color: #1d5c4a;'

const Part = ({ part }: { part: MessagePart }) => {
  if ('heading' in part) return <h2 style="font-size: 19px; margin: 25px 0 10px;">{part.heading}</h2>
  if ('text' in part) return <p style="margin: 0 0 15px;">{part.text}</p>
  if ('link' in part)
    return (
      <p style="margin: 0 0 15px;">
        <a href={here + part.href} style={link}>
          {part.link}
        </a>
      </p>
    )
  return (
    <ul style="margin: 0 0 15px; padding-left: 20px;">
      {part.list.map(({ text, href }) => (
        <li style="margin-bottom: 8px;">
          <a href={here + href} style={link}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}
