/* `node bench/timeForecast.ts NETWORK BATCH`: trains three epochs and prints, in milliseconds, the time left that was forecast after five steps, and the time it then took. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Control } from '../main/train/control.ts';
import { Outbox } from '../main/train/outbox.ts';
import type { FromWorker } from '../main/train/protocol.ts';
import { runTraining } from '../main/train/workerJobs.ts';
import { networks } from './networks.ts';

const [name = '', batch = ''] = process.argv.slice(2);
const network = networks.find((own) => own.name === name);
if (!network) throw new Error(`there is no network "${name}"`);
const whole = network.plan(Number(batch));
const plan = { ...whole, epochs: 3, data: { ...whole.data, limit: 50_000 } };
const directory = await mkdtemp(join(tmpdir(), 'netloom-forecast-'));
let forecast: { readonly left: number; readonly at: number } | null = null;
const send = (message: FromWorker): void => {
  if ('number' in message) outbox.acknowledge(message.number);
  if (!('progress' in message) || forecast !== null) return;
  const { step, timeLeft } = message.progress;
  if (step >= 5 && timeLeft !== null) forecast = { left: timeLeft, at: performance.now() };
};
const outbox = new Outbox(send);
await runTraining(
  { type: 'start', run: 'r', plan, engine: 'tensorflow', directory, checkpoint: null, edits: {} },
  { control: new Control(), outbox, send },
);
const ended = performance.now();
await rm(directory, { recursive: true, force: true });
if (forecast === null) throw new Error('nothing was forecast');
const { left, at } = forecast as { left: number; at: number };
process.stdout.write(`${left} ${ended - at}\n`);
