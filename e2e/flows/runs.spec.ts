import { expect, test } from '../fixtures/studio.ts';

test('the table of runs tells how many examples each had, and the best epoch of runs whose curves are not shown', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.set('Epochs', '3');
  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
  await studio.runAs('One epoch of 2,000 examples');
  await studio.tab('Runs');
  await expect(studio.runRow(2)).toContainText('Finished', { timeout: 60_000 });
  await page.reload();
  await studio.tab('Runs');
  await expect(studio.runRow(1).getByRole('checkbox')).not.toBeChecked();
  const examples = await studio.runs.getByRole('columnheader').allTextContents();
  const column = examples.indexOf('Examples');
  await expect(studio.runRow(1).getByRole('cell').nth(column)).toHaveAttribute('title', /for training, .* for validation/);
  await expect(studio.runRow(1).getByRole('cell').nth(column)).toHaveText(/^[\d,]+$/);
  const loss = studio.runRow(1).getByRole('cell').nth(examples.indexOf('Validation loss'));
  await expect(loss).toHaveAttribute('title', /best [\d.]+ in epoch [123]/);
});
