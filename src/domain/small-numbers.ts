/** Counts up to this may point at a child: whoever may not see the children is not told them. */
export const smallest = 5

export const isSmall = (count: number): boolean => count > 0 && count <= smallest
