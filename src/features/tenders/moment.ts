/** The clock on the wall in London, 'YYYY-MM-DDTHH:MM:SS': times are kept and compared as it shows them. */

const londonTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'medium', hour12: false })

/** The day is the one the service works in, which a trial may have set; the time of day is the clock's. */
export const momentOf = (today: string, clock: Date): string => `${today}T${londonTime.format(clock)}`

export const closing = ({ closes_on, closes_at }: { closes_on: string; closes_at: string }): string =>
  `${closes_on}T${closes_at}:00`

/** Whether bids are still taken: up to the hour, and not at it. */
export const isBefore = (moment: string, window: { closes_on: string; closes_at: string }): boolean =>
  moment < closing(window)

const hour = /^(?:0?[7-9]|1\d|2[0-2]):[0-5]\d$/

/** 'HH:MM', or undefined: rounds close in waking hours, so never in the hour that an October night has twice. */
export function hourIn(typed: string): string | undefined {
  const text = typed.trim().replace('.', ':')
  return hour.test(text) ? text.padStart(5, '0') : undefined
}

/** '12 noon', '5:00pm', '9:30am'. */
export function hourInWords(at: string): string {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  if (hours === 12 && minutes === 0) return '12 noon'
  const small = String(minutes).padStart(2, '0')
  return `${hours % 12 === 0 ? 12 : hours % 12}${minutes === 0 ? '' : `:${small}`}${hours < 12 ? 'am' : 'pm'}`
}
