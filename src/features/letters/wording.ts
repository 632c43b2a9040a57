import { isPlaceholder, type Placeholder, placeholders } from './placeholder.ts'

/** How a letter is written: `## ` begins a heading, `- ` an item of a list, `> ` small print; a blank line ends a paragraph. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; lines: string[] }
  | { kind: 'list'; items: string[] }
  | { kind: 'small'; text: string }

export function blocksOf(body: string): Block[] {
  return body
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map(part => part.trim())
    .filter(Boolean)
    .flatMap(block)
}

function block(part: string): Block[] {
  const lines = part.split('\n').map(line => line.trim())
  const [first = ''] = lines
  if (first.startsWith('## ')) {
    const heading: Block = { kind: 'heading', text: first.slice(3) }
    return lines.length > 1 ? [heading, ...block(lines.slice(1).join('\n'))] : [heading]
  }
  if (lines.every(line => line.startsWith('> ')))
    return [{ kind: 'small', text: lines.map(line => line.slice(2)).join(' ') }]
  const from = lines.findIndex(line => line.startsWith('- '))
  if (from < 0) return [{ kind: 'paragraph', lines }]
  const list: Block = { kind: 'list', items: lines.slice(from).map(line => line.replace(/^- /, '')) }
  return from > 0 ? [{ kind: 'paragraph', lines: lines.slice(0, from) }, list] : [list]
}

const hole = /\{\{\s*([^{}]*?)\s*\}\}/g

/** The names between double braces, each once. */
export const namesIn = (text: string): string[] => [...new Set([...text.matchAll(hole)].map(([, name = '']) => name))]

export type Values = Partial<Record<Placeholder, string>>

/** What a wording asks for that there is nothing to fill in with. */
export const unfilled = (wording: Wording, values: Values): string[] =>
  namesIn(`${wording.title}\n${wording.body}`).filter(name => !isPlaceholder(name) || !values[name]?.trim())

/** Filled in within blocks: what is filled in begins no heading and no list of its own, whatever it holds. */
export const filled = (text: string, values: Values): string =>
  text.replaceAll(hole, (_, name: string) => (isPlaceholder(name) ? (values[name] ?? '') : ''))

export type Wording = { title: string; body: string }

/** What is wrong with a wording: unknown names, braces that do not close, and what the law wants in it and is not there. */
export function refuseWording(
  { title, body }: Wording,
  offered: readonly Placeholder[],
  wanted: readonly Placeholder[],
): { field: 'title' | 'body'; message: string }[] {
  const wrong = (['title', 'body'] as const).flatMap(field => {
    const text = field === 'title' ? title : body
    const unknown = namesIn(text).filter(name => !offered.some(known => known === name))
    const open = text.replaceAll(hole, '').match(/\{\{|\}\}/)
    return [
      ...unknown.map(name => ({
        field,
        message: isPlaceholder(name)
          ? `{{${name}}} is not known when this letter is made. Take it out`
          : `{{${name}}} is not one of the words that are filled in. Choose one from the list`,
      })),
      ...(open ? [{ field, message: 'Close each {{ with }}' }] : []),
    ]
  })
  const said = namesIn(body)
  const missing = wanted.filter(name => !said.includes(name))
  return [
    ...wrong,
    ...missing.map(name => ({
      field: 'body' as const,
      message: `The law wants this letter to say {{${name}}}: ${placeholders[name].words.toLowerCase()}`,
    })),
  ]
}
