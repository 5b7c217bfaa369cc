/** Steps whose times are kept. */
const kept = 50;
/** Time one call of the engine should take: short enough that pause and stop act at once, long enough that calls cost nothing. */
const callMs = 40;
const maxSteps = 32;
/** Of a training step, what the way forward takes: until the first validation has been timed. */
const shareOfForward = 1 / 3;
/** Of what an engine takes to prepare its first step, what it takes for one more like it: then it is awake. */
const shareOfFirst = 1 / 2;

/** How quick training is: the median of the last steps, so that one slow step does not shake the estimate. */
export class Speed {
  readonly #times: number[] = [];
  readonly #validationSteps: number;
  readonly #partBatch: boolean;
  /** What the first step took: an engine prepares itself in it. */
  #firstMs: number | null = null;
  #validationMs: number | null = null;

  /** `validationSteps`: how many training steps the examples of a validation would make; `partBatch`: whether the last batch of an epoch is smaller. */
  constructor(validationSteps: number, partBatch = false) {
    this.#validationSteps = validationSteps;
    this.#partBatch = partBatch;
  }

  /** `ms` for `steps` steps done in one call. */
  add(ms: number, steps: number): void {
    this.#firstMs ??= ms / steps;
    for (let step = 0; step < steps; step++) this.#times.push(ms / steps);
    this.#times.splice(0, Math.max(0, this.#times.length - kept));
  }
  addValidation(ms: number): void {
    this.#validationMs = ms;
  }
  /** Milliseconds a step; null before the first. */
  get msPerStep(): number | null {
    const sorted = this.#times.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? null;
  }
  /** Milliseconds left for so many steps and validations. */
  timeLeft(steps: number, validations: number): number | null {
    if (this.msPerStep === null) return null;
    const validation = this.#validationMs ?? this.#validationSteps * this.msPerStep * shareOfForward;
    return steps * this.msPerStep + validations * validation + (validations > 0 ? this.#preparation : 0);
  }
  /** Milliseconds that an engine will take to prepare itself for the smaller batch and, up to the first one, for validations of two sizes. */
  get #preparation(): number {
    if (this.#validationMs !== null || this.#firstMs === null) return 0;
    return Math.max(0, this.#firstMs - (this.msPerStep ?? 0)) * (Number(this.#partBatch) + 2 * shareOfForward) * shareOfFirst;
  }
  /** Steps to ask of the engine in one call. */
  get stepsPerCall(): number {
    return this.msPerStep === null ? 1 : Math.max(1, Math.min(maxSteps, Math.floor(callMs / this.msPerStep)));
  }
}
