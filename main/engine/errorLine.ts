/** What an error says, on one line: without the number and the further lines of TensorFlow, which say nothing to a user. */
export function errorLine(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).replace(/^Invalid TF_Status: \d+\nMessage: /, '');
  return message.split('\n')[0] ?? message;
}
