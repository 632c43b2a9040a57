/** The kinds of file that are taken as evidence: their words, what they are served as, and the endings of their names. */
export const kinds = {
  pdf: { words: 'PDF', type: 'application/pdf', endings: ['pdf'] },
  docx: {
    words: 'Word document',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  xlsx: {
    words: 'Excel workbook',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['xlsx'],
  },
  pptx: {
    words: 'PowerPoint slides',
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    endings: ['pptx'],
  },
  odt: { words: 'OpenDocument text', type: 'application/vnd.oasis.opendocument.text', endings: ['odt'] },
  ods: { words: 'OpenDocument spreadsheet', type: 'application/vnd.oasis.opendocument.spreadsheet', endings: ['ods'] },
  odp: { words: 'OpenDocument slides', type: 'application/vnd.oasis.opendocument.presentation', endings: ['odp'] },
  text: { words: 'Text', type: 'text/plain', endings: ['txt', 'csv', 'md', 'text'] },
  jpeg: { words: 'JPEG photo', type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  png: { words: 'PNG picture', type: 'image/png', endings: ['png'] },
  heic: { words: 'HEIC photo', type: 'image/heic', endings: ['heic', 'heif'] },
  webp: { words: 'WebP picture', type: 'image/webp', endings: ['webp'] },
  mp3: { words: 'MP3 sound', type: 'audio/mpeg', endings: ['mp3'] },
  m4a: { words: 'M4A sound', type: 'audio/mp4', endings: ['m4a'] },
  wav: { words: 'WAV sound', type: 'audio/wav', endings: ['wav'] },
  ogg: { words: 'Ogg sound', type: 'audio/ogg', endings: ['ogg', 'oga', 'opus'] },
  mp4: { words: 'MP4 video', type: 'video/mp4', endings: ['mp4', 'm4v'] },
  mov: { words: 'MOV video', type: 'video/quicktime', endings: ['mov'] },
  webm: { words: 'WebM video', type: 'video/webm', endings: ['webm'] },
} satisfies Record<string, { words: string; type: string; endings: [string, ...string[]] }>

export type Kind = keyof typeof kinds

export const isKind = (text: string): text is Kind => Object.hasOwn(kinds, text)

const longest = 120

/** The ending of a name, as 'pdf'; none is ''. */
export const endingOf = (name: string) => /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''

/**
 * A name to show and to save under: the last part of the one given, without what a file system, a terminal or a reader
 * would take amiss (controls, and marks that turn the reading direction round), ending as its kind does.
 */
export function tidyName(given: string, kind: Kind): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/["*:<>?|]/g, '_')
    .trim()
    .replace(/^[.\s]+/, '')
  const [ending]: readonly string[] = kinds[kind].endings
  const known = kinds[kind].endings.some(one => one === endingOf(plain))
  const stem = known ? plain.slice(0, plain.lastIndexOf('.')) : plain.replace(/\.[^.]{1,10}$/, '')
  // By characters, not by halves of them.
  const short = [...stem].slice(0, longest).join('').trim()
  return `${short || 'file'}.${known ? endingOf(plain) : ending}`
}

/** RFC 6266: a plain name for old readers, and the name itself for the rest. */
export function asDownload(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
