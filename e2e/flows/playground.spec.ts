import { shoot } from '../fixtures/shoot.ts';
import { expect, test } from '../fixtures/studio.ts';
import { violations } from '../fixtures/violations.ts';

test('optimizers walk side by side; each has all its fields, and an L2 penalty stands beside weight decay', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('playground');
  await page.getByRole('option', { name: /Optimizer playground/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Optimizer playground' });
  const walkers = dialog.getByRole('list', { name: 'Optimizers' }).getByRole('listitem');
  await expect(walkers).toHaveCount(4);
  await expect(dialog.getByText('step 150')).toBeVisible();
  await expect(walkers.first()).toContainText(/loss \d/);

  // Its own fields change the walk of one, and leave the others.
  const [sgd = '', adam = ''] = [await walkers.nth(0).textContent(), await walkers.nth(3).textContent()].map((text) => text ?? '');
  await walkers.nth(0).getByRole('button', { name: 'Settings of SGD' }).click();
  await walkers.nth(0).getByRole('spinbutton', { name: 'Momentum' }).fill('0.9');
  await page.keyboard.press('Tab');
  await expect(walkers.nth(0)).toContainText('SGD, momentum 0.9');
  await expect(dialog.getByText('step 150')).toBeVisible();
  expect(await walkers.nth(0).textContent()).not.toContain(sgd.replace('SGD', ''));
  await expect(walkers.nth(3)).toHaveText(adam);
  await shoot(page, 'playground-fields');
  await dialog.getByRole('combobox', { name: 'Add an optimizer' }).selectOption({ label: 'Lion' });
  await expect(walkers).toHaveCount(5);
  await dialog.getByRole('button', { name: 'Remove Lion' }).click();
  await expect(walkers).toHaveCount(4);

  await dialog.getByRole('button', { name: 'L2 beside weight decay' }).click();
  await expect(walkers).toHaveCount(3);
  await expect(walkers.nth(1)).toContainText('Adam, L2 penalty 0.1');
  await expect(dialog.getByText('step 150')).toBeVisible();
  await shoot(page, 'playground-decay');
  const place = async (at: number): Promise<readonly number[]> =>
    /(-?\d+\.\d\d), (-?\d+\.\d\d)/
      .exec((await walkers.nth(at).textContent()) ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  const [[, penalized = 9], [, decayed = 0]] = [await place(1), await place(2)];
  // The flat way is held back by the penalty, and by decay no more than the steep one.
  expect(penalized).toBeLessThan(decayed);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
