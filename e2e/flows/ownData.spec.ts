import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npy } from '../../main/data/numpy/npy.ts';
import { expect, test } from '../fixtures/studio.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-own-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a table of one's own: chosen, looked at, its columns used as wished, trained on", async ({ studio, page }) => {
  const file = join(folder, 'flats.csv');
  const rows = Array.from(
    { length: 240 },
    (_, at) => `${20 + (at % 60)},${['north', 'south', 'centre'][at % 3]},${at % 3 === 2 ? 'dear' : 'cheap'},${at}`,
  );
  writeFileSync(file, ['area,place,rent,number', ...rows].join('\n'));
  await studio.openTemplate('Iris, small network');
  await studio.choice('Dataset').selectOption({ label: 'Own table (CSV)' });
  await expect(studio.inspector.getByRole('alert')).toContainText('has no files yet: choose them under Data');
  const path = studio.inspector.getByRole('textbox', { name: 'File' });
  await path.fill(join(folder, 'nothing.csv'));
  await path.press('Enter');
  await expect(studio.inspector.getByText('there is no such file or folder')).toBeVisible();
  await path.fill(file);
  await path.press('Enter');
  await expect(studio.inspector.getByText('240 rows')).toBeVisible();
  await studio.choice('Use of rent').selectOption('target');
  await studio.choice('Use of number').selectOption('unused');
  // The Input has its shape from the columns: a number, and a place for each of three classes.
  await expect(studio.node('Input')).toContainText('4');
  await studio.tab('Data');
  await expect(studio.dock.getByRole('table', { name: 'Columns' }).getByRole('row', { name: /^rent/ })).toContainText('2 classes');
  await expect(studio.dock).toContainText('cheap');
  await studio
    .node('Dense')
    .nth(1)
    .click({ position: { x: 40, y: 14 } });
  await studio.set('Units', '2');
  await studio.saved();
  await studio.run();
  await studio.tab('Runs');
  await expect(studio.runRow(1)).toContainText('Finished', { timeout: 60_000 });
  // Each choice is a step of undo.
  await studio.selectNothing();
  await studio.press('Undo');
  await expect(studio.node('Dense').nth(1)).toContainText('3 units');
  await studio.press('Undo');
  await expect(studio.choice('Use of number')).toHaveValue('target');
  await expect(studio.choice('Use of rent')).toHaveValue('target');
  await studio.press('Undo');
  await expect(studio.choice('Use of rent')).toHaveValue('feature');
  await expect(page.getByText('made a mistake')).toHaveCount(0);
});

test("arrays of one's own are read from disk while a model trains, and the run says so", async ({ studio }) => {
  const numbers = Float32Array.from({ length: 300 * 4 }, (_, at) => Math.sin(at));
  writeFileSync(join(folder, 'x.npy'), npy(numbers, [300, 4]));
  writeFileSync(
    join(folder, 'y.npy'),
    npy(
      Int32Array.from({ length: 300 }, (_, row) => row % 3),
      [300],
    ),
  );
  await studio.openTemplate('Iris, small network');
  await studio.choice('Dataset').selectOption({ label: 'Own arrays (NumPy)' });
  const path = studio.inspector.getByRole('textbox', { name: 'Files' });
  await path.fill(folder);
  await path.press('Enter');
  await expect(studio.inspector.getByText('300 rows')).toBeVisible();
  await studio.inspector.getByRole('group', { name: 'Dataset: Own arrays (NumPy)' }).getByRole('button', { name: /^More/ }).click();
  await studio.choice('Reading').selectOption('disk');
  await studio.tab('Data');
  await expect(studio.dock.getByRole('table', { name: 'Columns' }).getByRole('row', { name: /^y/ })).toContainText('3 classes');
  await studio.saved();
  await studio.run();
  await studio.tab('Runs');
  await expect(studio.runRow(1)).toContainText('Finished', { timeout: 60_000 });
  await studio.tab('Training');
  await expect(studio.dock.getByText(/The rows of "x" are read from disk as they are wanted/).first()).toBeVisible();
});
