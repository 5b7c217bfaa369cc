import { expect, test } from '../fixtures/studio.ts';

test('undo outlives a reload of the page', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  await studio.select('Dense');
  await studio.set('Units', '9');
  await studio.saved();
  await page.reload();
  await expect(studio.node('Dense').first()).toContainText('9 units');
  await studio.press('Undo');
  await expect(studio.node('Dense').first()).toContainText('8 units');
  // At once again, before anything is saved.
  await page.reload();
  await expect(studio.node('Dense').first()).toContainText('8 units');
  await studio.press('Redo');
  await expect(studio.node('Dense').first()).toContainText('9 units');
});

test('every revision is listed with what it changed and what was trained from it, and comes back by keys as one step of undo', async ({
  studio,
  page,
}) => {
  await studio.openTemplate('XOR');
  const dialog = page.getByRole('dialog', { name: 'History of the project' });
  const rows = dialog.getByRole('option');

  await test.step('a project as it was made', async () => {
    await page.keyboard.press('h');
    await expect(dialog).toContainText('Nothing has been changed yet');
    await expect(rows).toHaveText([/Made the project.*current/]);
    await expect(dialog.getByRole('button', { name: 'Restore' })).toBeDisabled();
    await page.keyboard.press('Escape');
  });

  await studio.selectNothing();
  await studio.set('Epochs', '1');
  await studio.saved();
  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
  await studio.select('Dense');
  await studio.set('Units', '9');
  await studio.saved();
  await studio.addBlock('Dropout');
  await studio.saved();

  await test.step('what happened, newest first', async () => {
    await studio.topBar.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'History of the project…' }).click();
    await expect(rows).toHaveText([
      /^Added Dropout.*current/,
      /^Dense: units 8 → 9/,
      /^Training: epochs 50 → 1.*Run 1/,
      /^Made the project/,
    ]);
    await expect(rows.first()).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('an older one comes back', async () => {
    await page.keyboard.press('End');
    await expect(rows.last()).toHaveAttribute('aria-selected', 'true');
    await expect(dialog.getByRole('region', { name: 'Revision 1' })).toContainText('4 blocks, 33 parameters');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(studio.node('Dropout')).toHaveCount(0);
    await expect(studio.node('Dense').first()).toContainText('9 units');
    await studio.saved();
    await studio.press('Undo');
    await expect(studio.node('Dropout')).toHaveCount(1);
    await studio.saved();
  });
});
