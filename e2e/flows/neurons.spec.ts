import AxeBuilder from '@axe-core/playwright';
import { shoot } from '../fixtures/shoot.ts';
import { expect, test } from '../fixtures/studio.ts';

test('the units of a Dense block are looked at, example by example, and their numbers add up', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  await studio.select('Dense');
  await expect(studio.inspector.getByText(/^Train first/)).toBeVisible();
  await studio.selectNothing();
  await studio.set('Epochs', '12');
  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });

  await studio.select('Dense');
  await studio.inspector.getByRole('button', { name: 'Look at its neurons…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Neurons of Dense' });
  const table = dialog.getByRole('table', { name: 'What the unit adds up' });
  await expect(dialog.getByText('Unit, 0 to 7')).toBeVisible();
  await expect(dialog.getByText('Example, 0 to 999')).toBeVisible();
  await expect(dialog.getByText(/^Weights of dense after step 300 \(12 epochs done\)\. Example 0 .*: class/)).toBeVisible();

  /** The number at the end of the line of this name. */
  const number = async (name: string | RegExp): Promise<number> =>
    Number((await table.getByRole('row', { name }).getByRole('cell').last().textContent())?.replace('−', '-'));
  const addsUp = async (): Promise<void> => {
    const [one, two, bias, z, a] = [
      await number(/^x₀/),
      await number(/^x₁/),
      await number('Bias b'),
      await number('z ='),
      await number('a ='),
    ];
    expect(one + two + bias).toBeCloseTo(z, 2);
    expect(a).toBeCloseTo(Math.tanh(z), 2);
  };
  await addsUp();
  await shoot(page, 'neuron-plane');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }

  // Arrow keys: to the right another unit, down another example.
  const before = await table.textContent();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('spinbutton', { name: 'Unit' })).toHaveValue('1');
  await expect(table).not.toHaveText(before ?? '');
  await addsUp();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByText(/Example 1 /)).toBeVisible();
  await addsUp();
  await dialog.getByRole('spinbutton', { name: 'Example' }).fill('999');
  await expect(dialog.getByText(/Example 999 /)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Next example' })).toBeDisabled();
  await dialog.getByRole('button', { name: /^Unit 6: / }).click();
  await expect(dialog.getByRole('spinbutton', { name: 'Unit' })).toHaveValue('6');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // What is seen is the layer as it was trained.
  await studio.set('Units', '5');
  await studio.inspector.getByRole('button', { name: 'Look at its neurons…' }).click();
  await expect(dialog.getByRole('note')).toContainText('it has 2 × 5 weights now, and had 2 × 8');
  await page.keyboard.press('Escape');

  // A block that came later has no weights in the run.
  await studio.addBlock('Dense');
  await studio.inspector.getByRole('button', { name: 'Look at its neurons…' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Run 1 was trained without this block: train again to look into it.');
  await page.keyboard.press('Escape');
});

test('a paused run shows the weights of the step it stands at', async ({ studio, page }) => {
  await studio.openTemplate('Two spirals');
  await studio.selectNothing();
  await studio.set('Epochs', '5000');
  await studio.run();
  await expect(studio.chart('Loss')).toBeVisible();
  await studio.press('Pause');
  await expect(studio.dock.getByText('Paused')).toBeVisible();
  await studio.select('Dense', 1);
  await studio.inspector.getByRole('button', { name: 'Look at its neurons…' }).click();
  const seen = page.getByRole('dialog').getByText(/^Weights of dense_1 after step/);
  const step = Number(/after step ([\d,]+)/.exec((await seen.textContent()) ?? '')?.[1]?.replaceAll(',', ''));
  const paused = await studio.topBar.getByText(/^Paused, epoch/).textContent();
  // 25 steps an epoch.
  expect(Math.ceil(step / 25)).toBe(Number(/epoch (\d+)/.exec(paused ?? '')?.[1]));
  await page.keyboard.press('Escape');
  await studio.press('Stop');
});

test('weights on pixels are seen as a picture', async ({ studio, page }) => {
  await studio.openTemplate('MNIST, fully connected network');
  await studio.runAs('One epoch of 2,000 examples');
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 120_000 });
  await studio.select('Dense');
  await studio.inspector.getByRole('button', { name: 'Look at its neurons…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Neurons of Dense' });
  await expect(dialog.getByRole('img', { name: 'Weights w' })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^and 772 more/ })).toBeVisible();
  await expect(dialog.getByText(/Example 0 .*: digit \d/)).toBeVisible();
  await shoot(page, 'neuron-picture');
});
