import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/studio.ts';
import type { Locator } from '@playwright/test';

test('every window over the window takes the focus, is accessible, closes with Escape, and gives the focus back', async ({
  studio,
  page,
}) => {
  // A dozen of them, each looked at by axe.
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await studio.openTemplate('Iris, small network');
  await studio.selectNothing();
  await studio.set('Epochs', '3');
  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });

  const dialog = page.getByRole('dialog');
  /** Opens one by a key pressed at `from`, or by a line of the menu there. */
  const check = async (from: Locator, key: string, item: string | null = null): Promise<void> => {
    const name = `${key} ${item ?? ''} at ${String(from)}`;
    await test.step(name, async () => {
      await from.focus();
      await page.keyboard.press(key);
      if (item !== null) await page.getByRole('menuitem', { name: item }).press('Enter');
      await expect(dialog).toBeVisible();
      await expect(dialog.locator(':focus').or(dialog.and(page.locator(':focus')))).toHaveCount(1);
      const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
      expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(from).toBeFocused();
    });
  };

  const run = studio.training.getByRole('button', { name: 'Run', exact: true });
  for (const key of ['?', 'Control+k', 'Control+e', 'a', 'h']) await check(run, key);
  for (const name of ['Find the learning rate…', 'Start from a run…', 'Playground…'])
    await check(studio.inspector.getByRole('button', { name }), 'Enter');
  await studio.select('Dense');
  for (const name of ['Look at its neurons…', 'From a run…']) await check(studio.inspector.getByRole('button', { name }), 'Enter');
  await check(studio.node('Dense').first(), 'c');
  await studio.tab('Runs');
  const actions = studio.runRow(1).getByRole('button', { name: 'Actions for Run 1' });
  for (const item of ['Predictions…', 'Export…', 'Delete…']) await check(actions, 'Enter', item);
});
