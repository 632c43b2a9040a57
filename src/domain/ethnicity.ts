/** Main ethnicity codes of the school census and SEN2. */
export const ethnicities = {
  WBRI: 'White British',
  WIRI: 'White Irish',
  WIRT: 'Traveller of Irish heritage',
  WOTH: 'Any other White background',
  WROM: 'Gypsy or Roma',
  MWBC: 'White and Black Caribbean',
  MWBA: 'White and Black African',
  MWAS: 'White and Asian',
  MOTH: 'Any other mixed background',
  AIND: 'Indian',
  APKN: 'Pakistani',
  ABAN: 'Bangladeshi',
  AOTH: 'Any other Asian background',
  BCRB: 'Caribbean',
  BAFR: 'African',
  BOTH: 'Any other Black background',
  CHNE: 'Chinese',
  OOTH: 'Any other ethnic group',
  REFU: 'Refused',
  NOBT: 'Not yet obtained',
} as const

export type Ethnicity = keyof typeof ethnicities

/** Extended codes that councils and schools use locally, each under the main code it is a part of. */
const extended: Record<Ethnicity, string> = {
  WBRI: 'WENG WSCO WWEL WCOR WOWB',
  WIRI: '',
  WIRT: '',
  WOTH: 'WALB WBOS WCRO WKOS WSER WGRE WGRC WGRK WITA WPOR WTUR WTUC WTUK WEUR WEEU WWEU WOTW',
  WROM: 'WROG WROR WROO',
  MWBC: '',
  MWBA: '',
  MWAS: 'MWAP MWAI MWAO',
  MOTH: 'MAOE MABL MACH MBOE MBCH MCOE MWOE MWCH MOTM',
  AIND: '',
  APKN: 'AMPK AKPA AOPK',
  ABAN: '',
  AOTH: 'AAFR AKAO ANEP ASLT ASNL ASRO AOTA',
  BCRB: '',
  BAFR: 'BANN BCON BGHA BNGN BSLN BSOM BSUD BAOF',
  BOTH: 'BEUR BNAM BOTB',
  CHNE: 'CHKC CMAL CSNG CTWN COCH',
  OOTH: 'OAFG OARA OEGY OFIL OIRN OIRQ OJPN OKOR OKRD OLAM OLEB OLIB OMAL OMRC OPOL OTHA OVIE OYEM OOEG',
  REFU: '',
  NOBT: '',
}

const mainCodes = new Map(
  Object.keys(ethnicities).flatMap(key => {
    const main = key as Ethnicity
    return [main, ...extended[main].split(' ')].map(code => [code, main] as const)
  }),
)
mainCodes.delete('')

/** The main code of a main or extended code, or undefined when it is neither. */
export const mainEthnicity = (code: string): Ethnicity | undefined => mainCodes.get(code)
