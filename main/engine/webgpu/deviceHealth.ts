import { smallerBatch } from '../../../shared/run/memoryEnd.ts';
import type { LiveModel } from '../engine.ts';

/** What went wrong on the graphics card beside any call: WebGPU tells it of the device, not where it was caused. */
export class DeviceHealth {
  readonly #name: string;
  /** Of the work under way. */
  #failure: string | null = null;
  /** Of all work from now on. */
  #lost: string | null = null;

  constructor(device: GPUDevice, name: string, onLost: () => void) {
    this.#name = name;
    device.addEventListener('uncapturederror', (event) => {
      // Else Dawn writes it to the standard error output as well.
      event.preventDefault();
      const { error } = event;
      const tooLarge = error instanceof GPUOutOfMemoryError || /max buffer size|storage buffer binding size/i.test(error.message);
      this.#failure ??= tooLarge ? this.#full() : `${name} refused a step: ${firstLine(error.message)}`;
    });
    void device.lost.then(({ reason, message }) => {
      if (reason !== 'destroyed') this.#lost = `${name} stopped working (${firstLine(message)}): resume the run, or choose another engine`;
      onLost();
    });
  }

  #full(): string {
    return `there is not enough memory on ${this.#name}: try ${smallerBatch}, or choose another engine`;
  }

  /** Runs a piece of work; throws in words when the device failed meanwhile, even where the call itself did not notice. */
  async watch<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.#tell(null);
      return result;
    } catch (error) {
      // A buffer that is made with its content has nowhere to be mapped when the memory is full: a RangeError, before the event.
      this.#tell(error instanceof RangeError ? this.#full() : null);
      throw error;
    }
  }

  #tell(instead: string | null): void {
    const failure = this.#lost ?? this.#failure ?? instead;
    this.#failure = null;
    if (failure !== null) throw new Error(failure);
  }
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

/** The model, with the device's failures told by the call that was under way. */
export function watchModel(model: LiveModel, health: DeviceHealth): LiveModel {
  return {
    run: (...args) => health.watch(() => model.run(...args)),
    evaluate: (...args) => health.watch(() => model.evaluate(...args)),
    predict: (...args) => health.watch(() => model.predict(...args)),
    probe: (...args) => health.watch(() => model.probe(...args)),
    diagnose: (...args) => health.watch(() => model.diagnose(...args)),
    readState: () => health.watch(() => model.readState()),
    writeState: (state) => health.watch(() => model.writeState(state)),
    dispose: () => model.dispose(),
  };
}
