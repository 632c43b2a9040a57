export { addReportingLogin, removeReportingLogin } from './commands.ts'
