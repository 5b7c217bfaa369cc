import { shoot } from '../fixtures/shoot.ts';
import { expect, test } from '../fixtures/studio.ts';

test('a GAN shows the points that it makes over those of the data, live; its phases can be chosen at its blocks', async ({
  studio,
  page,
}) => {
  await studio.openTemplate('GAN, points on a ring');
  await studio.selectNothing();
  await studio.set('Epochs', '12');
  await studio.run();
  const samples = studio.dock.getByRole('figure', { name: 'points samples' });
  await expect(samples).toBeVisible({ timeout: 60_000 });
  await expect(samples).toContainText(/\d+ epochs done/, { timeout: 60_000 });
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 120_000 });
  await expect(samples).toContainText('12 epochs done');
  // Many layers have many names, which leave room for what is drawn.
  const norms = studio.chart('Gradient norm');
  await norms.scrollIntoViewIfNeeded();
  const [whole, drawn] = [await norms.boundingBox(), await norms.locator('canvas').boundingBox()];
  expect(drawn?.height).toBeGreaterThan((whole?.height ?? Infinity) / 2);
  await page.reload();
  await expect(samples).toContainText('12 epochs done');
  // Each network is a group, with the phase that trains it; the blocks are inside.
  await studio.select('generator, Group');
  await expect(studio.inspector.getByRole('combobox', { name: 'Phase' })).toHaveValue('generator');
  await studio.select('judge, Group');
  await expect(studio.inspector.getByRole('combobox', { name: 'Phase' })).toHaveValue('judge');
  await shoot(page, 'gan');
});

test('each phase has a learning rate: that of one is changed while the run is paused, and looked for by its own loss', async ({
  studio,
  page,
}) => {
  await studio.openTemplate('GAN, points on a ring');
  await studio.selectNothing();
  await studio.run();
  await studio.press('Pause');
  await studio.training.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('spinbutton', { name: 'Learning rate of generator' }).fill('0.0002');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(studio.dock).toContainText(/Changed at step [\d,]+: .*learning rate of generator 0\.0002/);
  await studio.selectNothing();
  await studio.inspector.getByRole('button', { name: 'Find the learning rate…' }).click();
  await dialog.getByRole('combobox', { name: 'Phase' }).selectOption('generator');
  const use = dialog.getByRole('button', { name: /^Use / });
  await expect(use).toBeVisible();
  await use.click();
  await expect(studio.inspector.getByRole('status', { name: 'Not applied to the run' })).toContainText(
    /goes on with learning rate of generator 0\.0002/,
  );
});
