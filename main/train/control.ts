export type Wish = 'run' | 'pause' | 'stop';

/** What the user wants of a training now. The loop asks between steps; waiting costs nothing. */
export class Control {
  #wish: Wish = 'run';
  #wake: (() => void) | null = null;

  get wish(): Wish {
    return this.#wish;
  }

  /** A stop is final: nothing after it counts. */
  set(wish: Wish): void {
    if (this.#wish !== 'stop') this.#wish = wish;
    if (this.#wish !== 'pause') this.#wake?.();
  }

  /** Ends once the wish is no longer to pause, and gives it. */
  async whilePaused(): Promise<Wish> {
    while (this.#wish === 'pause') {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#wake = null;
    return this.#wish;
  }
}
