/** Census days of SEN2: the third Thursday in January but for one year, so they are looked up and never worked out. */
const censusDates = new Map([
  [2015, '2015-01-15'],
  [2016, '2016-01-21'],
  [2017, '2017-01-19'],
  [2018, '2018-01-18'],
  [2019, '2019-01-17'],
  [2020, '2020-01-16'],
  [2021, '2021-01-14'],
  [2022, '2022-01-20'],
  [2023, '2023-01-19'],
  [2024, '2024-01-18'],
  [2025, '2025-01-16'],
  [2026, '2026-01-15'],
  [2027, '2027-01-21'],
])

export const censusDate = (sen2Year: number): string | undefined => censusDates.get(sen2Year)
