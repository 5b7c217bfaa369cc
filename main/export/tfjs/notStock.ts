/** Something of a model that the stock layers of TF.js cannot say. The message says what, for the user. */
export class NotStock extends Error {
  override readonly name = 'NotStock';
}
