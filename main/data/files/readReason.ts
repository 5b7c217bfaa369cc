import { fileErrorCode } from '../../files/fileReason.ts';
import { DataUnavailable } from '../../files/dataUnavailable.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is a file',
  EACCES: 'your user may not read it',
  EPERM: 'your user may not read it',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
  EIO: 'the disk failed',
  ENAMETOOLONG: 'its name is too long',
};

/** The error of reading `path`, in words. */
export function readError(path: string, error: unknown): Error {
  const code = fileErrorCode(error);
  const reason = code === null ? (error instanceof Error ? error.message : String(error)) : (reasons[code] ?? code);
  return new DataUnavailable(`${path} cannot be read: ${reason}`, { cause: error });
}
