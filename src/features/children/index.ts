import { feature } from '#platform/http/page.tsx'
import { add } from './pages/add.tsx'
import { addNeedPage } from './pages/add-need.tsx'
import { addPlacementPage } from './pages/add-placement.tsx'
import { careMeetings } from './pages/care-meetings.tsx'
import { careStatusPage } from './pages/care-status.tsx'
import { changeDetails } from './pages/change-details.tsx'
import { changeNeedPage } from './pages/change-need.tsx'
import { changePlacementPage } from './pages/change-placement.tsx'
import { duplicates } from './pages/duplicates.tsx'
import { findDuplicate } from './pages/find-duplicate.tsx'
import { joinPage } from './pages/join.tsx'
import { list } from './pages/list.tsx'
import { removeCareStatus, removeNeed, removePlacement } from './pages/remove.tsx'
import { separatePage } from './pages/separate.tsx'
import { show } from './pages/show.tsx'
import { timeline } from './pages/timeline.tsx'
import { voicesPage } from './pages/voices.tsx'

export { careMeetingKinds, nearest as nearestCareMeeting } from './care-meeting.ts'
export { childWord } from './child.ts'
export { careOf, placementsOf } from './queries.ts'
export { Path } from './record/lanes.tsx'

export const children = feature({
  name: 'children',
  routes: [
    list,
    add,
    duplicates,
    show,
    timeline,
    voicesPage,
    changeDetails,
    addNeedPage,
    changeNeedPage,
    removeNeed,
    addPlacementPage,
    changePlacementPage,
    removePlacement,
    careStatusPage,
    removeCareStatus,
    careMeetings,
    findDuplicate,
    joinPage,
    separatePage,
  ],
  nav: [{ text: 'Children', href: '/children', needs: 'children.see', order: 20 }],
})
