/** Data that cannot be had now, or is not what it was. The message says why and what to do, for the user. A run may go on once the data is back. */
export class DataUnavailable extends Error {
  override readonly name = 'DataUnavailable';
}
