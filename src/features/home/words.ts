/** "1 report", "1,200 reports". */
export const many = (count: number, [one, more]: readonly [string, string]) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`
