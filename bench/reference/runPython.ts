import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const environment = { ...process.env, KERAS_BACKEND: 'tensorflow', TF_CPP_MIN_LOG_LEVEL: '3', CUDA_VISIBLE_DEVICES: '' };

/** What a Python with Keras (`NETLOOM_PYTHON`) says when it is run so. */
export const runPython = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.env['NETLOOM_PYTHON'] ?? '', args, { env: environment, maxBuffer: 256e6 })).stdout;

/** The last number that a log gives for a metric. */
export const toldMetric = (log: string, metric: string): number =>
  Number([...log.matchAll(new RegExp(`\\b${metric}: ([\\d.e+-]+)`, 'g'))].at(-1)?.[1]);
