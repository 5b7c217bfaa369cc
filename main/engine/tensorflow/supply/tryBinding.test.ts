import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../store/fixtures/temporaryFolder.ts';
import { tryBinding } from './tryBinding.ts';

/** A file that is loaded as a binding is. */
function binding(script: string): string {
  const file = join(temporaryFolder(), 'binding.cjs');
  writeFileSync(file, script);
  return file;
}
const log = "process.stderr.write('I0000 00:00:1795889141.510894 16478 port.cc:153] oneDNN custom operations are on.\\n');";

test('one that loads tells its version, whatever it logs', async () => {
  expect(await tryBinding(binding(`${log} module.exports = { TF_Version: '2.21.0' };`))).toBe('2.21.0');
});

test.skipIf(process.platform === 'win32')('one that crashes is told by its signal, and by what was said of it, not by what it logs', async () => {
  await expect(tryBinding(binding(`${log} process.kill(process.pid, 'SIGTRAP'); for (;;);`))).rejects.toThrow(
    /^TensorFlow's binding cannot be loaded: its process crashed \(SIGTRAP\)$/,
  );
  const said = `process.stderr.write("terminate called after throwing an instance of 'x'\\n");`;
  await expect(tryBinding(binding(`${log}${said} process.kill(process.pid, 'SIGABRT'); for (;;);`))).rejects.toThrow(
    "its process crashed (SIGABRT): terminate called after throwing an instance of 'x'",
  );
});

test('one that ends its process is told by what it said, or its exit code', async () => {
  await expect(tryBinding(binding("process.stderr.write('no such symbol\\n'); process.exit(127);"))).rejects.toThrow(
    /loaded: no such symbol$/,
  );
  await expect(tryBinding(binding(`${log} process.exit(3);`))).rejects.toThrow(/loaded: its process ended with exit code 3$/);
});
