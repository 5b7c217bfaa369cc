import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { fileReaders } from '../../shared/catalogue/params.ts';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import { applyEdits } from '../../shared/graph/applyEdits.ts';
import { fitColumns } from '../../shared/graph/fitColumns.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { hasColumn } from '../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { describeFiles } from '../../main/data/describeFiles.ts';
import { loadDataset } from '../../main/data/loadDataset.ts';
import { npy } from '../../main/data/numpy/npy.ts';
import { splitDataset } from '../../main/data/splitDataset.ts';
import { readColumn } from '../../main/engine/streaming/heldRows.ts';
import { exportScript, scriptName } from '../../main/export/keras/exportScript.ts';

const python = process.env['NETLOOM_PYTHON'];
const root = mkdtempSync(join(tmpdir(), 'netloom-own-script-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Writes data of one's own for a reader, and gives its path. */
const written: Readonly<Record<(typeof fileReaders)[number], () => string>> = {
  arrays() {
    const folder = join(root, 'arrays');
    mkdirSync(folder);
    for (const [part, rows] of [
      ['train', 70],
      ['test', 20],
    ] as const) {
      writeFileSync(
        join(folder, `x_${part}.npy`),
        npy(
          Float32Array.from({ length: rows * 6 }, (_, at) => Math.sin(at)),
          [rows, 3, 2],
        ),
      );
      writeFileSync(
        join(folder, `label_${part}.npy`),
        npy(
          Int32Array.from({ length: rows }, (_, row) => 3 * (row % 4) - 3),
          [rows],
        ),
      );
    }
    return folder;
  },
  table() {
    const file = join(root, 'own.csv');
    const lines = Array.from(
      { length: 90 },
      (_, row) => `${row / 7};"Köln; ${row % 3}";${row % 5};${['b', 'a "c"', 'd'][row % 3]?.replaceAll('"', '""')}`,
    );
    writeFileSync(file, `\uFEFFsize;town;level;kind\r\n${lines.map((line) => line.replace(/;([^;]*)$/, ';"$1"')).join('\r\n')}\r\n`);
    return file;
  },
};

async function planOf(reads: (typeof fileReaders)[number]): Promise<TrainPlan> {
  const files = await describeFiles(reads, written[reads](), null);
  const classes = files.found?.columns.find(({ use }) => use === 'target')?.classes?.length ?? 0;
  const document = testDocument(
    {
      in: ['input', { shape: [1] }],
      flat: ['flatten'],
      out: ['dense', { units: classes, activation: 'softmax' }],
      head: ['output', { loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] }],
    },
    ['in -> flat', 'flat -> out', 'out -> head'],
  );
  const own = { ...document, data: { ...document.data, ...toJson({ dataset: { kind: reads, values: { files } } }), validationSize: 11 } };
  const built = buildPlan(applyEdits(own, fitColumns(own)).document);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}

/** Prints what the script reads, without Keras. */
const look = (script: string): string => `
import json, sys
source = open(${JSON.stringify(script)}, encoding="utf-8").read()
source = source[: source.index("# Define")]
for line in ("import keras\\n", "from keras import layers\\n"):
    source = source.replace(line, "")
source = "\\n".join(line for line in source.split("\\n") if not line.startswith("keras."))
scope = {"__file__": ${JSON.stringify(script)}}
exec(source, scope)
print(json.dumps({part: [x.reshape(-1).tolist(), y.reshape(-1).tolist()] for part, (x, y) in scope["examples"].items()}))
`;

describe.skipIf(!python)("a Keras script of one's own data", () => {
  it.each(fileReaders)('reads %s as the studio does, number by number', async (reads) => {
    const plan = await planOf(reads);
    const folder = join(root, `${reads}-script`);
    await exportScript(plan, folder);
    expect(readFileSync(join(folder, scriptName), 'utf8')).toContain(root);
    const { stdout } = await promisify(execFile)(python ?? '', ['-c', look(join(folder, scriptName))], { maxBuffer: 64e6 });
    const theirs = JSON.parse(stdout) as Readonly<Record<string, readonly [x: number[], y: number[]]>>;
    const data = await loadDataset(plan.data.dataset);
    const split = splitDataset(
      data,
      plan.data,
      plan.seed,
      plan.heads.filter(hasColumn).map(({ column }) => column),
    );
    for (const [part, rows] of Object.entries(split) as [string, Int32Array][]) {
      if (rows.length === 0) continue;
      const read = async (column: string | null | undefined): Promise<number[]> => [...(await readColumn(data, column ?? '', rows))];
      expect(theirs[part]?.[0], part).toEqual(await read(plan.inputs[0]?.column));
      expect(theirs[part]?.[1], part).toEqual(await read(plan.heads[0]?.column));
    }
    expect(Object.keys(theirs)).toContain('validation');
  });
});
