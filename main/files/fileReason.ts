/** Why the system refused to read or write, as the end of a sentence. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'your user may not write there',
  EPERM: 'the system allows nothing new there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EIO: 'the disk failed',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'a link in its path leads in a circle',
  EEXIST: 'it is there already',
  ENOENT: 'the system allows nothing new there',
};

/** The code of a system's error, such as `ENOSPC`; null for any other error. */
export const fileErrorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;

/** Why something could not be written, in words: "the disk is full". */
export function fileReason(error: unknown): string {
  const code = fileErrorCode(error);
  if (code !== null) return reasons[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}
