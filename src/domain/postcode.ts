const shape = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/

/** 'n12xx' as 'N1 2XX', or undefined when it is no United Kingdom postcode. */
export function tidyPostcode(text: string): string | undefined {
  const letters = text.replaceAll(/\s/g, '').toUpperCase()
  return shape.test(letters) ? `${letters.slice(0, -3)} ${letters.slice(-3)}` : undefined
}
