/** A child as named where a name would say too much: 'A.E.' */
export const initialsOf = ({ forename, surname }: { forename: string; surname: string }): string =>
  [forename, surname].map(name => `${Array.from(name.trim())[0]?.toLocaleUpperCase('en-GB') ?? '?'}.`).join('')
