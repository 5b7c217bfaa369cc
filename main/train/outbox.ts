import type { FromWorker } from './protocol.ts';

type Numbered = Extract<FromWorker, { number: number }>;
/** A message that the core stores and acknowledges, before it has its number. */
export type Unnumbered = { [T in Numbered['type']]: Omit<Extract<Numbered, { type: T }>, 'number'> }[Numbered['type']];

/** Unacknowledged messages after which training waits for the store: bounds memory when the core is slow. */
const limit = 256;

/** Numbers messages to the core and holds training back when it cannot keep up. */
export class Outbox {
  readonly #send: (message: FromWorker) => void;
  #last = 0;
  #acknowledged = 0;
  #wake: (() => void) | null = null;

  constructor(send: (message: FromWorker) => void) {
    this.#send = send;
  }

  post(message: Unnumbered): void {
    this.#last++;
    this.#send({ ...message, number: this.#last });
  }

  acknowledge(number: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, number);
    if (this.#last - this.#acknowledged < limit) this.#wake?.();
  }

  /** Ends once there is room for more. */
  async room(): Promise<void> {
    if (this.#last - this.#acknowledged < limit) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = null;
  }
}
