import AxeBuilder from '@axe-core/playwright';
import { shoot } from '../fixtures/shoot.ts';
import { expect, test } from '../fixtures/studio.ts';

test('predictions of a run are looked at, and spread where dropout is left on', async ({ studio, page }) => {
  await studio.openTemplate('Iris, small network');
  // Between the hidden layer and the last one.
  await studio.wire('Dense', 'Dense').click({ force: true });
  await studio.addBlock('Dropout');
  await expect(studio.inspector.getByText(/^Train first: then predictions/)).toBeVisible();
  await studio.selectNothing();
  await studio.set('Epochs', '20');
  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });

  await studio.select('Dropout');
  await studio.inspector.getByRole('button', { name: 'See how far answers spread…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Predictions' });
  await expect(dialog.getByText(/30 passes with dropout left on in dropout, each dropping other numbers/)).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText(/Right without dropout: .* By the mean of the passes: .* Mean standard deviation: /)).toBeVisible();
  const outputs = dialog.getByRole('figure', { name: 'Outputs' });
  const first = (await outputs.textContent()) ?? '';
  await shoot(page, 'predictions');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }

  // By keys to the next example, and the widest spread on top.
  await page.keyboard.press('ArrowDown');
  await expect(outputs).not.toHaveText(first);
  await dialog.getByText('Widest spread first').click();
  const spreads = await dialog.getByRole('table', { name: 'Predictions of examples' }).locator('tbody td:last-child').allTextContents();
  expect(spreads.length).toBeGreaterThan(10);
  expect(spreads.map(Number)).toEqual(spreads.map(Number).toSorted((a, b) => b - a));

  // Without passes there is no spread.
  await dialog.getByRole('spinbutton', { name: 'Passes with dropout left on' }).fill('0');
  await page.keyboard.press('Tab');
  await expect(dialog.getByText(/Dropout is off, as in any prediction/)).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText('Widest spread first')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
