/** A record less some of its fields, the others in their order. */
export const without = <T extends object, K extends keyof T>(whole: T, ...fields: readonly K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(whole).filter(([field]) => !(fields as readonly string[]).includes(field))) as Omit<
    T,
    K
  >
