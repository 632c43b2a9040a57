export { checkFile, type Import, type ImportAnswer, importFile } from './actions.ts'
export { exportPackageCommand, importPackageCommand, importSen2Command, undoImportCommand } from './commands.ts'
export { exportZip } from './package/export.ts'
export { inWords, undoImport } from './recording/undo.ts'
