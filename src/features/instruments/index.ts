import { feature } from '#platform/http/page.tsx'
import { addScorePage, removeScorePage } from './pages/scores.tsx'

export { scoresOf } from './queries.ts'
export { Scores } from './scores.tsx'

export const instruments = feature({ name: 'instruments', routes: [addScorePage, removeScorePage] })
