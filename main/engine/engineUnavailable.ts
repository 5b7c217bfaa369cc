/** An engine that this machine cannot give now. The message says why and what to do, for the user. */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable';
}
