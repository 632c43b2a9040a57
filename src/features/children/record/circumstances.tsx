import { Body, DataTable, Link } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { ranks as needRanks } from '../need.ts'
import { ranks as placeRanks, type Unit, units } from '../placement.ts'
import { childPath, dayInWords, fromTo, needName, settingName } from '../views.tsx'

type Need = { id: number; rank: number; need: string; from_on: string; to_on: string | null }
type Place = Omit<Need, 'need'> & {
  provider: string | null
  provider_id: number | null
  setting: string | null
  setting_note: string | null
  unit: string
}
type Care = { id: number; from_on: string; looked_after: boolean }

/** Needs, places and care over time, latest first within each rank. */
export const Circumstances = ({
  child_id,
  needs,
  places,
  care,
  actor,
}: {
  child_id: number
  needs: Need[]
  places: Place[]
  care: Care[]
  actor: Actor
}) => {
  const mayEdit = may(actor, 'children.edit')
  const change = (part: string, id: number, what: string) => (
    <Link href={`${childPath(child_id)}/${part}/${id}`} hidden={what}>
      Change
    </Link>
  )
  return (
    <>
      <DataTable
        small
        caption="Needs"
        rows={needs}
        columns={[
          { title: 'Need', cell: need => needName(need.need) },
          { title: 'Rank', cell: need => needRanks[need.rank === 2 ? 2 : 1].replace(' need', '') },
          { title: 'When', cell: need => fromTo(need.from_on, need.to_on) },
          ...(mayEdit
            ? [{ title: 'Change', cell: (need: Need) => change('needs', need.id, needName(need.need) ?? '') }]
            : []),
        ]}
        empty={<Body>No need is recorded yet.</Body>}
      />
      {mayEdit && (
        <Body>
          <Link href={`${childPath(child_id)}/needs/new`}>Record a need</Link>
        </Body>
      )}
      <DataTable
        small
        caption="Places"
        rows={places}
        columns={[
          { title: 'Where', cell: place => <Where place={place} link={may(actor, 'providers.see')} /> },
          { title: 'Rank', cell: place => placeRanks[place.rank === 2 ? 2 : 1].replace(' setting', '') },
          { title: 'When', cell: place => fromTo(place.from_on, place.to_on) },
          ...(mayEdit
            ? [
                {
                  title: 'Change',
                  cell: (place: Place) => change('placements', place.id, place.provider ?? 'this place'),
                },
              ]
            : []),
        ]}
        empty={<Body>No place is recorded yet.</Body>}
      />
      {mayEdit && (
        <Body>
          <Link href={`${childPath(child_id)}/placements/new`}>
            {places.length > 0 ? 'Record a move' : 'Record a place'}
          </Link>
        </Body>
      )}
      <CareLine care={care} today={actor.today} />
      {mayEdit && (
        <Body>
          <Link href={`${childPath(child_id)}/care`}>Record care status</Link>
        </Body>
      )}
    </>
  )
}

const Where = ({ place, link }: { place: Place; link: boolean }) => (
  <>
    {place.provider && link ? (
      <Link href={`/providers/${place.provider_id}`}>{place.provider}</Link>
    ) : (
      (place.provider ?? settingName(place.setting))
    )}
    {place.setting_note && `, ${place.setting_note}`}
    {place.unit !== 'none' && `, ${units[place.unit as Unit].toLowerCase().replace('sen', 'SEN')}`}
  </>
)

/** Said only where it is or was so, or where somebody recorded a change: most children have never been looked after. */
const CareLine = ({ care, today }: { care: Care[]; today: string }) => {
  const known = care.filter(({ from_on }) => from_on <= today)
  const [now] = known
  if (!now || !care.some(({ looked_after }) => looked_after)) return null
  return (
    <Body>
      {now.looked_after ? 'Looked after by a council' : 'Not looked after now'}
      {`, since ${dayInWords(now.from_on)}.`}
    </Body>
  )
}
