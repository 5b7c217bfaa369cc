import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDocument } from '../../shared/graph/createDocument.ts';
import { formatDocument, parseDocument } from '../../shared/graph/parseDocument.ts';
import { findTemplate, templates } from '../../shared/templates/index.ts';
import { npy } from '../data/numpy/npy.ts';
import { unloadableEngine } from '../engine/tensorflow/testing/unloadableEngine.ts';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import type { CliContext } from './command.ts';
import { runCli } from './runCli.ts';

/** Runs a command line that needs no core in a folder of its own. */
async function run(args: readonly string[], directory = temporaryFolder()) {
  const out: string[] = [];
  const problems: string[] = [];
  const context: CliContext = {
    print: (text) => out.push(text),
    warn: (text) => problems.push(text),
    terminal: null,
    directory,
    join: () => Promise.reject(new Error('no core in this test')),
    serve: (given) => Promise.resolve(given.length),
    onInterrupt: () => () => {},
  };
  const code = await runCli(args, context, '1.2.3');
  return { code, out: out.join('\n'), problems: problems.join('\n'), directory };
}

test.each([
  [[], 2, /Usage: netloom COMMAND/],
  [['fly'], 2, /^There is no command "fly"\. Commands: templates, .*help\.$/],
  [['help', 'fly'], 2, /^There is no command "fly"/],
  [['train'], 2, /^"netloom train" lacks FILE\|TEMPLATE\. Usage: netloom train FILE\|TEMPLATE/],
  [['train', 'a', 'b'], 2, /^"netloom train" takes FILE\|TEMPLATE and no more: "b" is too much\. Usage: netloom train/],
  [['train', 'xor', '--speed', '3'], 2, /^Unknown option '--speed'\. Usage: netloom train/],
  [
    ['check', 'xor', '--set', 'dense.units=5', '--set', 'dense_1.units=3'],
    2,
    /^--set is given more than once: write all of it in one, with commas between\. Usage: netloom check/,
  ],
  [['train', 'xor', '--epochs', '3', '--epochs', '4'], 2, /^--epochs is given more than once: give it once\. Usage: netloom train/],
  [['train', 'xor', '--epochs'], 2, /--epochs.*Usage: netloom train/],
  [['train', 'xor', '--epochs', '1.5'], 2, /^--epochs must be a whole number of at least 1, not "1\.5"\.$/],
  [['train', 'xor', '--epochs', '0'], 2, /at least 1/],
  [['train', 'xor', '--batch-size', 'many'], 2, /^--batch-size must be a whole number/],
  [['train', 'xor', '--limit', '-1'], 2, /^--limit must be a whole number of at least 1, not "-1"\.$/],
  [['train', 'xor', '--epochs', '-1', '--json'], 2, /^--epochs must be a whole number of at least 1, not "-1"\.$/],
  [['check', 'missing.json'], 1, /^There is no file missing\.json \(\/.*\/missing\.json\)\.$/],
  [['check', 'no/such'], 1, /^There is no file no\/such \(/],
  [['test'], 2, /^"netloom test" lacks RUN\. Usage: netloom test RUN/],
  [['neuron', 'run'], 2, /^"netloom neuron" lacks LAYER and UNIT\. Usage: netloom neuron RUN LAYER UNIT/],
  [['neuron', 'run', 'dense', 'first'], 2, /^UNIT must be a whole number of at least 0, not "first"\.$/],
  [['neuron', 'run', 'dense', '0', '--sample', '-1'], 2, /^--sample must be a whole number of at least 0/],
  [['predict'], 2, /^"netloom predict" lacks RUN\. Usage: netloom predict RUN/],
  [['predict', 'run', '--passes', 'many'], 2, /^--passes must be a whole number of at least 0, not "many"\.$/],
  [['predict', 'run', '--engine', 'abacus'], 2, /^--engine must be one of auto, /],
  [['train', 'xor', '--seed', '1e3'], 2, /^--seed must be a whole number of at least 0, not "1e3"\.$/],
  [['train', 'xor', '--seed', '-1'], 2, /^--seed must be a whole number of at least 0, not "-1"\.$/],
  // It would be the same as 0: chance has 32 bits of it.
  [['train', 'xor', '--seed', '4294967296'], 2, /^--seed must be a whole number of at most 4294967295, not "4294967296"\.$/],
  [['train', 'xor', '--engine', 'abacus'], 2, /^--engine must be one of auto, tensorflow, webgpu, wasm, cpu, not "abacus"\.$/],
  [['train', 'nothing'], 1, /^There is no file and no template "nothing"\. Templates: mnist-cnn, /],
  [['resume', 'a', 'b'], 2, /^"netloom resume" takes \[RUN\] and no more: "b" is too much\. Usage: netloom resume \[RUN\]/],
  [['check'], 2, /^"netloom check" lacks FILE\|TEMPLATE\. Usage: netloom check FILE\|TEMPLATE/],
  [['check', '.'], 1, /^\. is not a file/],
  [['new', 'nothing'], 1, /^There is no template "nothing"\./],
  [['new'], 2, /^"netloom new" lacks TEMPLATE\. Usage: netloom new TEMPLATE/],
  [['new', 'xor', 'x.json'], 2, /^"netloom new" takes TEMPLATE and no more: "x\.json" is too much, and a file to write is named with -o\. Usage:/],
  [['check', ''], 2, /^FILE\|TEMPLATE is empty\.$/],
  [['data', 'own.json', ' '], 2, /^PATH is empty\.$/],
  [['new', 'xor', '-o', ''], 2, /^--out is empty: give it FILE, or leave it out\.$/],
  [['check', 'xor', '--set='], 2, /^--set is empty: give it LAYER\.NAME=VALUE,\.\.\., or leave it out\.$/],
  [['check', 'xor', '--loss', ''], 2, /^--loss is empty: /],
  [['check', 'xor', '--learning-rate', 'Infinity'], 2, /^--learning-rate must be a number of at least 0, not "Infinity"\.$/],
  [['predict', 'run', '--count', '1001'], 2, /^--count must be a whole number of at most 1000, not "1001"\.$/],
  [['predict', 'run', '--passes', '1001'], 2, /^--passes must be a whole number of at most 1000/],
  [['data', 'own.json'], 2, /^"netloom data" lacks PATH\. Usage: netloom data FILE PATH/],
  [['new', 'xor', '-o', 'no/such/folder.json'], 1, /cannot be written: its folder is not there/],
  [['export'], 2, /^"netloom export" lacks RUN\. Usage: netloom export RUN/],
  [['export', 'run', '--format', 'fax'], 2, /^--format must be one of tfjs/],
  [['templates', 'x', 'y'], 2, /^"netloom templates" takes nothing: "x" and "y" are too much\. Usage: netloom templates$/],
] as const)('%j ends with %i in one sentence', async (args, code, words) => {
  const result = await run(args);
  expect(result).toMatchObject({ code, out: '' });
  expect(result.problems).toMatch(words);
  expect(result.problems).not.toMatch(/\n\s+at /);
});

test('help names every command, and each command all its options', async () => {
  const { code, out } = await run(['help']);
  expect(code).toBe(0);
  expect(out).toContain('Exit codes: 0 done, 1 a problem, 2 wrong usage, 130 interrupted.');
  for (const name of [
    'templates',
    'new',
    'data',
    'check',
    'train',
    'resume',
    'runs',
    'doctor',
    'test',
    'predict',
    'export',
    'code',
    'engines',
    'serve',
  ]) {
    expect(out).toContain(`  ${name}`);
    const help = await run(['help', name]);
    expect(help.out).toMatch(new RegExp(`^Usage: netloom ${name}`));
    expect((await run([name, '--help'])).out).toBe(help.out);
  }
  expect((await run(['help', 'train'])).out).toMatch(/--epochs N.*--batch-size N.*--seed N.*--limit N.*--engine NAME.*--json/s);
  for (const name of ['--version', '-v', 'version']) expect((await run([name])).out).toBe('netloom 1.2.3');
  expect((await run(['help', 'help'])).out).toBe(out);
});

test('data gives a project files of the user; check says what it has, or that they are missing', async () => {
  const { directory } = await run(['new', 'iris-mlp', '-o', 'own.netloom.json']);
  writeFileSync(
    join(directory, 'x.npy'),
    npy(
      Float32Array.from({ length: 36 }, (_, at) => at),
      [6, 6],
    ),
  );
  writeFileSync(join(directory, 'y.npy'), npy(Int32Array.of(0, 1, 2, 0, 1, 2), [6]));
  const given = await run(['data', 'own.netloom.json', 'x.npy;y.npy'], directory);
  expect(given.out).toBe(
    `own.netloom.json is trained on ${join(directory, 'x.npy')};${join(directory, 'y.npy')}: 6 rows.\n  x: feature, 6 numbers (float32)\n  y: target, 3 classes (int32)\nInputs and Outputs of the model were set to these columns.`,
  );
  const checked = await run(['check', 'own.netloom.json'], directory);
  expect(checked).toMatchObject({ code: 0 });
  expect(checked.out).toMatch(/Input\) +6 .*Output\) +y: sparse/s);
  const script = await run(['code', 'own.netloom.json'], directory);
  expect(script.out).toContain('"y": np.searchsorted([0, 1, 2], np.reshape(arrays["y"], -1)),');
  expect((await run(['data', 'own.netloom.json', 'x.npy', '--targets', 'z'], directory)).problems).toMatch(
    /^There is no column "z" in .*x\.npy\. Columns: x\.$/,
  );
  expect((await run(['data', 'own.netloom.json', 'none'], directory)).problems).toMatch(
    /none cannot be read: there is no such file or folder\.$/,
  );
  writeFileSync(join(directory, 'own.csv'), 'name,size,town,y\nAnna,1.5,Bonn,0\nBert,2,"Köln",1\nCarl,3,Bonn,2\n');
  const table = await run(['data', 'own.netloom.json', 'own.csv', '--targets', 'y', '--unused', 'name'], directory);
  expect(table.out).toMatch(
    /own\.csv: 3 rows\.\n {2}name: unused, 3 classes \(text\)\n {2}size: feature, 1 number \(float64\)\n {2}town: feature, 2 classes/,
  );
  expect((await run(['check', 'own.netloom.json'], directory)).out).toMatch(/Input\) +3 /);
  const own = await run(['code', 'own.netloom.json'], directory);
  expect(own.out).toContain('np.eye(2, dtype="float32")[places("town", ["Bonn", "Köln"], str)],');
  const only = await run(['data', 'own.netloom.json', 'y.npy', '--targets', 'y'], directory);
  expect(only.code).toBe(0);
  expect((await run(['check', 'own.netloom.json'], directory)).problems).toContain('make one of them a feature under Data');
});

test('templates lists them all', async () => {
  const { code, out } = await run(['templates']);
  expect(code).toBe(0);
  for (const { id, title } of templates) expect(out).toMatch(new RegExp(`^${id} +${title} +.*[\\d,]+$`, 'm'));
});

test('engines says of each its version and device, or why it is not there', async () => {
  const { code, out } = await run(['engines']);
  expect(code).toBe(0);
  expect(out).toMatch(/^tensorflow/m);
  expect(out).toMatch(/^wasm \*? *4\.22\.0 +CPU/m);
  const rows = (await run(['engines', '--json'])).out
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; available: boolean; reason: string | null });
  expect(rows.map(({ name }) => name)).toEqual(['tensorflow', 'webgpu', 'wasm', 'cpu']);
  for (const { available, reason } of rows) expect(available).toBe(reason === null);
});

test('engines does not choose one that is there and does not load, and says what sets it up again', async () => {
  unloadableEngine();
  const { out } = await run(['engines']);
  expect(out).toMatch(
    /^tensorflow +\S+ +failed its check: TensorFlow's binding cannot be loaded: .*: to set it up again, install Netloom anew/m,
  );
  expect(out).not.toMatch(/^tensorflow \*/m);
});

test('new writes a project that is read back, never over a file, unless it is told to', async () => {
  const first = await run(['new', 'xor', '-o', 'x.netloom.json']);
  const file = join(first.directory, 'x.netloom.json');
  expect(first.code).toBe(0);
  const text = readFileSync(file, 'utf8');
  expect(parseDocument(text)).toMatchObject({ document: { name: findTemplate('xor').build().name } });
  const again = await run(['new', 'mnist-mlp', '-o', 'x.netloom.json'], first.directory);
  expect(again).toMatchObject({ code: 1, problems: expect.stringContaining('is there already') });
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect((await run(['new', 'mnist-mlp', '-o', 'x.netloom.json', '--force'], first.directory)).code).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toBe(text);
  expect((await run(['new', 'xor'], first.directory)).code).toBe(0);
  expect(existsSync(join(first.directory, 'xor.netloom.json'))).toBe(true);
});

test('new writes nothing that check would refuse, and says why in its words', async () => {
  const choices = ['--loss', 'categoricalCrossentropy'];
  const refused = await run(['new', 'xor', '-o', 'x.json', ...choices]);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(existsSync(join(refused.directory, 'x.json'))).toBe(false);
  expect((await run(['new', 'xor', '-o', 'x.json'], refused.directory)).code).toBe(0);
  const checked = await run(['check', 'x.json', ...choices], refused.directory);
  expect(checked.problems).toMatch(/^error: /);
  expect(refused.problems).toBe(checked.problems);
});

test.each(['code', 'train', 'find-rate', 'new'])('%s refuses a project in the words of check', async (command) => {
  const choices = ['xor', '--loss', 'categoricalCrossentropy'];
  const { problems } = await run(['check', ...choices]);
  expect(await run([command, ...choices])).toMatchObject({ code: 1, out: '', problems });
});

test('check prints the table of a good project', async () => {
  const { directory } = await run(['new', 'xor', '-o', 'x.json']);
  const { code, out, problems } = await run(['check', 'x.json'], directory);
  expect({ code, problems }).toEqual({ code: 0, problems: '' });
  expect(out).toMatch(/dense \(Dense\) +8 +24$/m);
  expect(out).toMatch(/^33 parameters, 33 of them trainable$/m);
});

test.each([
  ['an empty project', formatDocument(createDocument('Empty')), /^error: /],
  ['text', 'hello', /^x\.json: the file is not JSON/],
  ['JSON of something else', '{"a": 1}', /this is not a Netloom project/],
  ['a newer version', '{"format": "netloom-project", "version": 99}', /version 99.*update Netloom/],
  ['an unknown block', formatDocument(findTemplate('xor').build()).replaceAll('"dense"', '"densest"'), /unknown block "densest"/],
  ['a wire that ends nowhere', formatDocument(findTemplate('xor').build()).replace('"node": "dense-2"', '"node": "nowhere"'), /"nowhere"/],
  ['a file cut short', formatDocument(findTemplate('xor').build()).slice(0, 500), /not JSON/],
  ['bytes', '\u0000\u0001\u0002', /not JSON/],
])('check says what is wrong with %s, and train trains nothing', async (_, text, words) => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'x.json'), text);
  for (const command of ['check', 'train']) {
    const result = await run([command, 'x.json'], directory);
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.problems).toMatch(words);
    expect(result.problems).not.toMatch(/\n\s+at /);
  }
});

test('a name that is a folder here and a template means the template', async () => {
  const directory = temporaryFolder();
  mkdirSync(join(directory, 'xor'));
  expect((await run(['check', 'xor'], directory)).code).toBe(0);
});

test('serve gets its options', async () => {
  expect((await run(['serve', '--port', '4000', '--open'])).code).toBe(3);
});

test('code and find-rate take the choices of a project as train does', async () => {
  const script = await run(['code', 'iris-mlp', '--set', 'dense.units=77', '--optimizer', 'sgd:momentum=0.5', '--learning-rate', '0.25']);
  expect(script.code).toBe(0);
  expect(script.out).toMatch(/77/);
  expect(script.out).toMatch(/SGD\(learning_rate=0\.25, momentum=0\.5\)/);
  for (const command of ['code', 'find-rate', 'check', 'new', 'train']) {
    expect((await run([command, 'iris-mlp', '--optimizer', 'adams'])).problems).toMatch(/^--optimizer: unknown optimizer "adams"/);
    expect((await run(['help', command])).out).toMatch(/--set .*--optimizer .*--learning-rate .*--schedule .*--loss /s);
  }
});
