/** What is known of a run's time; in milliseconds. */
interface Timed {
  readonly started: number | null;
  readonly trained: number;
  readonly trainedAt: number | null;
}

/** Milliseconds that a run has trained: its pauses do not count, nor the time between its end and its resumption. Null before it started. */
export const trainedTime = ({ started, trained, trainedAt }: Timed, now: number): number | null =>
  started === null ? null : trained + (trainedAt === null ? 0 : Math.max(0, now - trainedAt));
