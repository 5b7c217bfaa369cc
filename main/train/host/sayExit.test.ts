import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../../shared/templates/index.ts';
import { temporaryFolder } from '../../store/fixtures/temporaryFolder.ts';
import type { Pulse } from '../pulse/pulse.ts';
import { countOutOfMemoryKills, isShortOfMemory, type MemoryEvidence } from './memoryEvidence.ts';
import { lackedMemory, sayExit } from './sayExit.ts';

const killed = { code: null, signal: 'SIGKILL', stderr: '' } as const;
const pulse = (resident: number, available: number): Pulse => ({ time: 0, processor: 0, faults: 0, blocks: 0, resident, available });
/** A small training on a machine with much memory. */
const enough: MemoryEvidence = { systemKilled: false, pulse: pulse(6e8, 8e9), forecast: 7e8, free: 8e9 };
function cnn(batchSize: number) {
  const built = buildPlan(findTemplate('mnist-cnn').build(), { batchSize });
  if ('problems' in built) throw new Error('the template has problems');
  return built.plan;
}

it.each([
  ['the system says that it ended one', { systemKilled: true }],
  ['it held nearly all there was', { pulse: pulse(7.5e9, 4e8) }],
  ['others held nearly all there was', { pulse: pulse(1e8, 1e7) }],
  ['it was forecast to need more than was free', { forecast: 9e9 }],
])('a process that was killed is told as lack of memory where %s', (_, changes) => {
  const evidence = { ...enough, ...changes };
  expect(lackedMemory(killed, evidence)).toBe(true);
  expect(sayExit(killed, evidence, cnn(8192))).toMatch(
    /^The training process was ended by the system, most likely for lack of memory: use a smaller batch size or model, or close other programs\. It needs about .* With a batch size of \d+ /,
  );
});

it('one that was killed with memory to spare is told by its signal', () => {
  for (const systemKilled of [false, null]) {
    expect(lackedMemory(killed, { ...enough, systemKilled })).toBe(false);
    const words = sayExit(killed, { ...enough, systemKilled }, cnn(128));
    expect(words).toBe(
      'Something outside Netloom ended the training process at once (SIGKILL), as a task manager or a time limit does; memory was not short, it held 600 MB and 8.0 GB were free. Try again.',
    );
  }
  expect(sayExit(killed, { ...enough, pulse: null })).not.toMatch(/memory/);
});

it('another signal is no lack of memory, however little there is', () => {
  const full = { ...enough, systemKilled: true };
  expect(sayExit({ code: null, signal: 'SIGTERM', stderr: '' }, full)).toMatch(/outside Netloom .*\(SIGTERM\)\. Try again/);
  expect(sayExit({ code: null, signal: 'SIGSEGV', stderr: '' }, full)).toMatch(/crashed \(SIGSEGV\).* another engine/);
});

it('one that crashed where it was forecast to need more than it could have is told as memory', () => {
  expect(sayExit({ code: null, signal: 'SIGSEGV', stderr: '' }, { ...enough, forecast: 9e9 }, cnn(8192))).toMatch(
    /^The training process crashed \(SIGSEGV\), most likely for lack of memory: use a smaller .* With a batch size of \d+ /,
  );
});

it.each([
  ['SIGABRT', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
  ['SIGABRT', "terminate called after throwing an instance of 'std::bad_alloc'"],
  ['SIGTRAP', '#\n# Fatal process out of memory: Failed to reserve virtual memory for CodeRange\n#\n 1: 0x9dde61 [node]'],
] as const)('one that said, by %s, that memory was out is told so: %s', (signal, stderr) => {
  expect(sayExit({ code: null, signal, stderr }, enough)).toMatch(/^The training process ran out of memory: use a smaller/);
});

it('memory is short where little of the whole, or of what the process could have, is left', () => {
  expect(isShortOfMemory(pulse(1e9, 5e8), 16e9)).toBe(false);
  expect(isShortOfMemory(pulse(1e9, 4e8), 16e9)).toBe(true);
  expect(isShortOfMemory(pulse(14e9, 1e9), 16e9)).toBe(true);
  expect(isShortOfMemory(null, 16e9)).toBe(false);
});

it("reads the system's count of processes that it ended for lack of memory, where there is one", () => {
  const file = join(temporaryFolder(), 'vmstat');
  writeFileSync(file, 'pgfault 12\noom_kill 3\nnuma_hit 4\n');
  expect(countOutOfMemoryKills(file)).toBe(3);
  writeFileSync(file, 'pgfault 12\n');
  expect(countOutOfMemoryKills(file)).toBeNull();
  expect(countOutOfMemoryKills(`${file}.absent`)).toBeNull();
});
