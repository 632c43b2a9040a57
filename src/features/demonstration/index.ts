export { demoCommand } from './commands.ts'
export { loadDemonstration } from './load.ts'
