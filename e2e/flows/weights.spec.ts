import { shoot } from '../fixtures/shoot.ts';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../fixtures/studio.ts';

test('a model starts from a run that is kept: all blocks that fit, frozen or not, and one block by itself', async ({ studio, page }) => {
  await studio.openTemplate('Iris, small network');
  await studio.selectNothing();
  await studio.set('Epochs', '2');
  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
  await studio.inspector.getByRole('button', { name: 'Start from a run…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start from a run' });
  await expect(dialog.getByRole('combobox', { name: 'What dense starts from' })).toHaveValue(/./);
  // With all of them frozen there would be nothing to train.
  await expect(dialog.getByRole('switch', { name: 'Freeze them' })).not.toBeChecked();
  await dialog.getByRole('combobox', { name: 'What dense_1 starts from' }).selectOption('Its own initialization');
  await shoot(page, 'weights');
  await dialog.getByRole('button', { name: 'Start from it' }).click();
  await expect(studio.messages).toContainText('dense starts with weights of Run 1 of "Iris, small network".');
  await studio.select('Dense');
  await expect(studio.inspector.getByText('Run 1 of "Iris, small network", dense')).toBeVisible();
  await expect(studio.inspector.getByRole('switch', { name: 'Frozen' })).toBeChecked();
  await shoot(page, 'weights-block');

  await studio.run();
  await studio.tab('Runs');
  await expect(studio.runRow(2)).toContainText('Finished', { timeout: 60_000 });

  // Other shapes: told on the block, with both.
  await studio.set('Units', '7');
  await expect(studio.problem(studio.node('Dense').first())).toHaveAccessibleName(
    /The kernel of Run 1 .* is 4 × 16, this block's is 4 × 7/,
  );
  await studio.inspector.getByRole('button', { name: 'Change…' }).click();
  await expect(page.getByRole('dialog')).toContainText('None has the same shapes: dense has kernel 4 × 16, bias 16.');
  await page.keyboard.press('Escape');
  await studio.inspector.getByRole('button', { name: 'Start anew' }).click();
  await expect(studio.inspector.getByText('its own initialization')).toBeVisible();
  await expect(studio.problem(studio.node('Dense').first())).toBeHidden();
});

test('a model starts from one that Keras saved in a file', async ({ studio, page }) => {
  await studio.openTemplate('Iris, small network');
  await studio.selectNothing();
  await studio.inspector.getByRole('button', { name: 'Start from a run…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start from a run' });
  await dialog.getByRole('combobox', { name: 'From' }).selectOption('A model in a file, of Keras or TF.js…');
  const path = dialog.getByRole('textbox', { name: 'Model file' });
  await path.fill('/nowhere/iris.keras');
  await path.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('/nowhere/iris.keras: there is no such file');
  const file = (name: string): string => fileURLToPath(new URL(`../../main/core/runs/fixtures/keras/${name}`, import.meta.url));
  await path.fill(file('foreign.keras'));
  await path.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText(/Left out of it: first, last \(no block.*; mixed \(EinsumDense\), for which there is no block here/);
  await shoot(page, 'weights-left-out');
  await path.fill(file('iris.keras'));
  await path.press('Enter');
  // By their kinds and shapes: the layers have other names there.
  await expect(dialog.getByRole('combobox', { name: 'What dense starts from' })).toContainText('hidden');
  await expect(dialog.getByRole('combobox', { name: 'What dense_1 starts from' })).toHaveValue('kinds');
  await expect(dialog.getByRole('status')).toBeHidden();
  await shoot(page, 'weights-keras');
  await dialog.getByRole('button', { name: 'Start from them' }).click();
  await expect(studio.messages).toContainText('2 blocks start with weights of the model "iris.keras".');
  await studio.set('Epochs', '1');
  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
});
