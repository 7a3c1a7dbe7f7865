/** Whatever is tried again, the wire will answer the same: the words or the files must change, or somebody else must act. */
const final = new Set([
  'not-summoned',
  'no-address',
  'no-comment',
  'person-unknown',
  'empty',
  'file-type',
  'file-too-large',
  'too-many-files',
  'first-no-files',
  'first-too-long',
  'public-no-files',
  'already-replied',
  'cannot-reply',
  'parameter',
  'invalid',
  'gone',
  'duplicate',
])

export const retryHelps = (code: string | undefined): boolean => code === undefined || !final.has(code)
