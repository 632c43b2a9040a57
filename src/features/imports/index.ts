import { feature } from '#platform/http/page.tsx'
import { download, progress, upload } from './api.ts'
import { list } from './pages/list.tsx'
import { show } from './pages/show.tsx'
import { start } from './pages/start.tsx'
import { takeOut } from './pages/take-out.tsx'
import { undo } from './pages/undo.tsx'

export {
  exportPackageCommand,
  importGiasCommand,
  importPackageCommand,
  importSen2Command,
  importStatisticsCommand,
  undoImportCommand,
} from './commands.ts'
export { endInterrupted } from './jobs.ts'

export const imports = feature({
  name: 'imports',
  routes: [list, start, upload, show, progress, undo, takeOut, download],
  nav: [
    { text: 'Imports', href: '/imports', needs: 'imports.run', order: 60, section: 'Records' },
    { text: 'Take out', href: '/exports', needs: 'exports.run', order: 65, section: 'Records' },
  ],
})
