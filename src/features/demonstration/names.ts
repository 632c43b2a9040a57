import { checkUln } from '#domain/uln.ts'
import { checkUpn } from '#domain/upn.ts'
import type { Chance } from './chance.ts'

/** Trees, birds, stones and weather: no name in the demonstration can be taken for a real child's. */
const forenames = (
  'Ash Birch Cedar Dogwood Elm Fir Hawthorn Hornbeam Larch Linden Maple Oak Pine Rowan Spruce Sycamore Willow Yew Alder Aspen Beech ' +
  'Chestnut Poplar Juniper Laurel Hazel Holly Elder Blackthorn Cypress Medlar Quince Spindle Sallow Tamarisk Wren Robin Finch Lark ' +
  'Linnet Swift Swallow Plover Heron Kestrel Merlin Kite Teal Siskin Redwing Starling Dunnock Dipper Curlew Lapwing Bunting Fieldfare ' +
  'Goldcrest Nuthatch Pipit Sandpiper Tern Whinchat Wagtail Puffin Gannet Petrel Osprey Avocet Bittern Brambling Chiffchaff Dotterel ' +
  'Eider Firecrest Goshawk Hobby Jackdaw Kittiwake Magpie Nightjar Ouzel Peregrine Ptarmigan Redstart Sanderling Turnstone Whimbrel ' +
  'Agate Amber Basalt Chalk Coral Flint Garnet Granite Jasper Jet Limestone Marble Mica Obsidian Onyx Opal Pebble Quartz Ruby ' +
  'Sandstone Shale Slate Topaz Zircon Breeze Cirrus Cloud Cumulus Dew Drizzle Frost Gale Hail Mist Rain Rainbow Snow Squall Storm ' +
  'Sunshine Thaw Thunder Zephyr Sleet Nimbus'
).split(' ')

const surnames =
  'Example Sample Specimen Demo Illustration Placeholder Instance Pattern Model Mockup Template Fixture Prototype Standin Dummy Testcase'.split(
    ' ',
  )

/** A name that comes back only after some thirty thousand others; single surnames are used up first. */
export function nameOf(number: number): { forename: string; surname: string } {
  const forename = forenames[(number * 53) % forenames.length] ?? 'Ash'
  const round = Math.floor(number / forenames.length)
  const first = surnames[(number + round * 7) % surnames.length] ?? 'Example'
  if (round < surnames.length) return { forename, surname: first }
  const second = surnames[(number + Math.floor(round / surnames.length) * 3 + 1) % surnames.length] ?? 'Sample'
  return { forename, surname: first === second ? first : `${first}-${second}` }
}

const upnLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** A number of the area's own, with the check letter it calls for: no school in England has these. */
export function upnOf(area: number, child: number, firstSchoolYear: number, temporary: boolean): string {
  const school = String(2000 + Math.floor(child / 1000)).padStart(4, '0')
  const year = String(firstSchoolYear % 100).padStart(2, '0')
  const serial = String(child % 1000).padStart(3, '0')
  const rest = `${String(area).padStart(3, '0')}${school}${year}${temporary ? `${serial.slice(1)}${upnLetters[child % 23]}` : serial}`
  return [...upnLetters].map(letter => letter + rest).find(upn => checkUpn(upn).verdict === 'valid') ?? `A${rest}`
}

/** Null for the one in eleven that has no check digit. */
export function ulnOf(area: number, child: number): string | null {
  const rest = `1${String(area).padStart(3, '0')}${String(child).padStart(5, '0')}`
  const made = Array.from({ length: 10 }, (_, digit) => `${rest}${digit}`)
  return made.find(uln => checkUln(uln).verdict === 'valid') ?? null
}

const postcodeLetters = 'ABDEFGHJLNPQRSTUWXYZ'

/** ZZ99 is used for those of no fixed abode: no house has it. */
export const postcodeOf = (chance: Chance): string =>
  `ZZ99 ${chance.below(10)}${postcodeLetters[chance.below(20)]}${postcodeLetters[chance.below(20)]}`
