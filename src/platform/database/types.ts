import pg from 'pg'

const number = (text: string) => {
  const value = Number(text)
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new RangeError(`${text} is too large to be a number here`)
  return value
}

/** One-dimensional arrays of values that PostgreSQL never puts in quotes. */
const listOf =
  <T>(parse: (text: string) => T) =>
  (text: string) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map(item => (item === 'NULL' ? null : parse(item)))

/** PostgreSQL's values as the code knows them: dates as text, so no time zone moves a birthday; numbers as numbers. */
export function setTypeParsers() {
  const { DATE, INT8, NUMERIC } = pg.types.builtins
  pg.types.setTypeParser(DATE, text => text)
  pg.types.setTypeParser(INT8, number)
  pg.types.setTypeParser(NUMERIC, number)
  const dates: number = 1182
  const bigints: number = 1016
  const numerics: number = 1231
  pg.types.setTypeParser(
    dates,
    listOf(text => text),
  )
  pg.types.setTypeParser(bigints, listOf(number))
  pg.types.setTypeParser(numerics, listOf(number))
}
