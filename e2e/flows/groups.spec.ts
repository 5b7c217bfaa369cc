import { expect, test } from '../fixtures/studio.ts';

test('blocks become a group that is opened, changed inside, repeated, and put back by undo', async ({ studio, page }) => {
  await studio.openTemplate('Two spirals');
  const before = await studio.nodes.count();
  await studio.select('Dense', 1);
  await studio
    .node('Dense')
    .nth(2)
    .click({ position: { x: 40, y: 14 }, modifiers: ['Shift'] });
  await page.keyboard.press('Control+g');
  const group = studio.node('Group');
  await expect(group).toContainText('2 blocks');
  await expect(studio.nodes).toHaveCount(before - 1);

  await studio.inspector.getByRole('button', { name: 'Open group' }).click();
  const way = page.getByRole('navigation', { name: 'Opened groups' });
  await expect(way).toContainText('Model');
  await expect(studio.node('Dense')).toHaveCount(2);
  await studio.select('Dense');
  await studio.set('Units', '24');
  await way.getByRole('button', { name: 'Model' }).click();
  await expect(way).toHaveCount(0);
  await expect(group).toBeVisible();

  // The repeat wants what comes out to be what goes in.
  await studio.select('Group');
  await studio.set('Repeat', '3');
  await expect(group).toContainText(/2 blocks.*× 3|2 blocks.*3 times/);
  await expect(studio.inspector).toContainText('Shape and cost');
  // The blocks inside tell their weights.
  await expect(studio.inspector).not.toContainText('/kernel');

  await page
    .getByRole('checkbox', { name: 'Frozen' })
    .or(page.getByRole('switch', { name: /Frozen|Train/ }))
    .first()
    .click();
  await expect(group.getByRole('img', { name: 'Frozen' })).toBeVisible();
  for (const step of ['frozen', 'repeat', 'units', 'group']) {
    await studio.press('Undo');
    if (step === 'frozen') await expect(group.getByRole('img', { name: 'Frozen' })).toHaveCount(0);
  }
  await expect(group).toHaveCount(0);
  await expect(studio.nodes).toHaveCount(before);
});
