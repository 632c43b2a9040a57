/** Why a file was not taken, in words that say what to do instead. */
export type Why =
  | 'none'
  | 'empty'
  | 'too_large'
  | 'kind'
  | 'macros'
  | 'old_office'
  | 'unreadable'
  | 'not_scanned'
  | 'malware'

export const whyNot = (most: string): Record<Why, string> => ({
  none: 'Choose a file, or write a note',
  empty: 'The file is empty. Choose another one',
  too_large: `The file must be ${most} or smaller. Choose a smaller one, or send a part of it`,
  kind: 'Waymark does not take this kind of file. Save it as one of the kinds listed here, a PDF for instance, and choose that',
  macros:
    'The document holds macros or programs. Save it without them, as a .docx, .xlsx or .odt or as a PDF, and choose that',
  old_office:
    'The document is in an older format of Office, or has a password. Save it without one as a .docx, .xlsx or .pptx or as a PDF, and choose that',
  unreadable: 'The file is damaged or locked and could not be read. Save it again, or as another kind, and choose that',
  not_scanned: 'Files cannot be scanned for viruses at the moment, so none can be added. Try again later',
  malware:
    'The scan found malware in the file, so it was not kept. Tell whoever looks after your computers, and do not send it to anybody',
})

/** What is taken, as a page says it. */
export const taken = [
  'PDF',
  'Word, Excel, PowerPoint or OpenDocument, without macros or a password',
  'text',
  'photos and pictures: JPEG, PNG, HEIC, WebP',
  'sound: MP3, M4A, WAV, Ogg',
  'video: MP4, MOV, WebM',
]
