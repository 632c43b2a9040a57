import { isDate } from '#domain/date.ts'

/** What is asked of the trail. People and children are named by "Jo Example (12)", as the page writes them: the number counts. */
export type TrailQuestion = {
  who: string
  act: string
  child: string
  from: string | undefined
  to: string | undefined
  /** The page after this entry, or before it. */
  older: Cursor | undefined
  newer: Cursor | undefined
}

/** A place in the trail: the day and the number of an entry. */
export type Cursor = { on_date: string; id: number }

export const cursorText = ({ on_date, id }: Cursor) => `${on_date}_${id}`

function cursorIn(text: string): Cursor | undefined {
  const [on_date = '', id = ''] = text.split('_')
  return isDate(on_date) && /^[1-9]\d{0,15}$/.test(id) ? { on_date, id: Number(id) } : undefined
}

export function questionIn(asked: (name: string) => string): TrailQuestion {
  const day = (name: string) => (isDate(asked(name)) ? asked(name) : undefined)
  return {
    who: asked('who').slice(0, 100),
    act: /^[a-z_.]{1,60}$/.test(asked('act')) ? asked('act') : '',
    child: asked('child').slice(0, 100),
    from: day('from'),
    to: day('to'),
    older: cursorIn(asked('older')),
    newer: cursorIn(asked('newer')),
  }
}

/** 'Jo Example (12)', and '12', name number 12. */
export const numberIn = (text: string): number | undefined => {
  const found = /^(?:.*\()?([1-9]\d{0,14})\)?$/.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}

export const numbered = (name: string, id: number) => `${name} (${id})`
