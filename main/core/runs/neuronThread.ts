import { parentPort } from 'node:worker_threads';
import { openEngine } from '../../engine/openEngine.ts';
import { NeuronDesk, type NeuronQuestion } from '../../inspect/neuronDesk.ts';

/* A thread of its own, which stays while one looks from neuron to neuron: data and model are read once. */
const desk = new NeuronDesk(() => openEngine('wasm').catch(() => openEngine('cpu')));
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', ({ number, question }: { readonly number: number; readonly question: NeuronQuestion }) => {
  last = last.then(async () => {
    try {
      parentPort?.postMessage({ number, result: await desk.look(question) });
    } catch (error) {
      parentPort?.postMessage({ number, problem: error instanceof Error ? error.message : String(error) });
    }
  });
});
