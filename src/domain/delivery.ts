/** Whether a line of provision was given since the review before. */
export const deliveries = {
  all: 'All of it',
  part: 'Part of it',
  none: 'None of it',
  not_known: 'Not known',
} as const

export type Delivery = keyof typeof deliveries

export const isDelivery = (code: string): code is Delivery => Object.hasOwn(deliveries, code)
