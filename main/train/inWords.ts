/** An error of training as a user can act on it: one sentence, never a stack. */
export function inWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const first = message.split('\n')[0] ?? message;
  if (/out of memory|\bOOM\b|allocation fail|bad_alloc/i.test(message)) {
    return `there is not enough memory for this model: try a smaller batch size (${first})`;
  }
  if (/ENOSPC/.test(message)) return 'the disk is full: a checkpoint could not be written. Free some space, then resume the run.';
  return first;
}
