/** Whether a line of provision was given since the review before. */
export const deliveries = {
  all: 'All of it',
  part: 'Part of it',
  none: 'None of it',
  not_known: 'Not known',
} as const

export type Delivery = keyof typeof deliveries

export const isDelivery = (code: string): code is Delivery => Object.hasOwn(deliveries, code)

/** Hours as they are typed, '1.5' or '1,5'; undefined when it is no number of hours. */
export const hoursTyped = (text: string): number | undefined =>
  /^\d{1,5}([.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : undefined
