import { feature } from '#platform/http/page.tsx'
import { openApi, pictureApi } from './api.ts'

export { pictureCommand } from './commands.ts'

export const pictures = feature({ name: 'pictures', routes: [pictureApi, openApi] })
