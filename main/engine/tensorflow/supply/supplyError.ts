/** A step of the preparation failed for a reason that can be told to the user as it is: what, where, what to do. */
export class SupplyError extends Error {
  override readonly name = 'SupplyError';
}
