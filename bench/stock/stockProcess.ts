import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ColumnData, State } from '../../main/engine/engine.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { ownEnvironment } from '../reference/ownEnvironment.ts';
import type { StockMessage } from './stockChild.ts';

/** A plan in stock TensorFlow.js, in a process of its own. */
export class StockProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor() {
    const file = new URL('stockChild.ts', import.meta.url).pathname;
    this.#child = fork(file, [], { env: ownEnvironment(), serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.#ended = once(this.#child, 'exit');
  }

  async #ask(message: StockMessage): Promise<number> {
    this.#child.send(message);
    const [answer] = (await Promise.race([once(this.#child, 'message'), this.#ended.then(() => [{ problem: 'the process ended' }])])) as [
      { milliseconds?: number; problem?: string },
    ];
    if (answer.milliseconds === undefined) throw new Error(`stock TensorFlow.js: ${answer.problem}`);
    return answer.milliseconds;
  }

  build(plan: TrainPlan, data: ColumnData, state: State): Promise<unknown> {
    return this.#ask({ command: 'build', plan, data, state });
  }

  /** `fit` over the first rows; milliseconds a step. */
  fit(rows: number, batchSize: number): Promise<number> {
    return this.#ask({ command: 'fit', rows, batchSize });
  }

  /** Predictions of the first rows, batch after batch; milliseconds a batch. */
  predict(rows: number, batchSize: number): Promise<number> {
    return this.#ask({ command: 'predict', rows, batchSize });
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.disconnect();
    await this.#ended;
  }
}
