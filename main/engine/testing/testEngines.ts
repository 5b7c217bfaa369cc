import { existsSync } from 'node:fs';
import type { Engine } from '../engine.ts';
import { openEngine } from '../openEngine.ts';
import { locateTensorflow } from '../tensorflow/locate.ts';
import { findAdapter } from '../webgpu/findAdapter.ts';

const located = locateTensorflow();
/** Vulkan on the processor as Chromium brings it, which the browser tests need: where no driver of the system serves WebGPU. */
const chromiumDriver = '/usr/lib/chromium/vk_swiftshader_icd.json';
if (findAdapter().reason !== null && existsSync(chromiumDriver)) process.env['VK_DRIVER_FILES'] = chromiumDriver;
const adapter = findAdapter();
/** Why an engine is not compared on this machine, or null. */
const missing = { wasm: null, tensorflow: located.ready ? null : located.reason, webgpu: adapter.reason } as const;

/** Engines of this machine that are compared with `cpu`. */
export const comparedEngines = (['wasm', 'tensorflow', 'webgpu'] as const).filter((name) => missing[name] === null);
/** Those that are not, each with the reason: a test names them in the report. */
export const missingEngines = Object.entries(missing).flatMap(([name, reason]) => (reason === null ? [] : [{ name, reason }]));

/** Runs `work` on an engine and checks that it left no tensor behind. */
export async function onEngine<T>(name: Engine['name'], work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openEngine(name);
  const before = engine.tensorCount();
  const result = await work(engine);
  const left = engine.tensorCount() - before;
  if (left !== 0) throw new Error(`${left} tensors were left behind on ${name}`);
  return result;
}
