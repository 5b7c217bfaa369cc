import { expect, test } from '../fixtures/studio.ts';

test('the table of runs tells how many examples each had, and the best epoch of runs whose curves are not shown', async ({
  studio,
  page,
}) => {
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
  const loss = studio.runRow(1).getByRole('cell').nth(examples.indexOf('Val. loss'));
  await expect(loss).toHaveAttribute('title', /best [\d.]+ in epoch [123]/);
});

test('a project that trains says so in the lists of projects', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.set('Epochs', '20000');
  await studio.run();
  await expect(studio.training).toContainText(/Epoch \d+ of 20000/, { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Projects' }).click();
  const beside = page.getByRole('region', { name: 'Projects' }).getByRole('button', { name: 'Open XOR' });
  await expect(beside).toContainText(/^XORtraining, 1 run/);
  await studio.topBar.getByRole('button', { name: 'Start', exact: true }).click();
  const recent = page.getByRole('region', { name: 'Recent projects' });
  await expect(recent.getByRole('listitem')).toContainText(/1 run\s*training/);
  await recent.getByRole('button', { name: 'Open XOR' }).click();
  await studio.press('Stop');
  await expect(studio.dock.getByText('Stopped', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Projects' }).click();
  await expect(beside).toContainText(/ago|just now/);
});

test('a block is found by what people call it, in the palette and by the commands', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  for (const [word, title] of [
    ['bn', 'BatchNormalization'],
    ['gap', 'GlobalAveragePooling2D'],
    ['fc', 'Dense'],
    ['linear', 'Dense'],
  ] as const) {
    await studio.palette.getByRole('searchbox').fill(word);
    await expect(
      studio.palette
        .getByRole('button')
        .filter({ hasText: /^[A-Z]/ })
        .first(),
    ).toHaveText(title);
    await page.keyboard.press('Control+k');
    await page.keyboard.type(word);
    await expect(page.getByRole('dialog', { name: 'Command palette' }).getByRole('option', { selected: true })).toHaveText(
      new RegExp(`^Add ${title}`),
    );
    await page.keyboard.press('Escape');
  }
});
