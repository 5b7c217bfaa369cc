import { shoot } from '../fixtures/shoot.ts';
import { expect, test } from '../fixtures/studio.ts';

test('a penalty is told apart from the data loss, and shows which weights it brings to zero', async ({ studio }) => {
  await studio.openTemplate('XOR');
  const penalty = studio.choice('Weight penalty');
  await expect(penalty).toHaveValue('');
  await penalty.selectOption({ label: 'L1' });
  await studio.set('L1', '0.02');
  await studio.press('Undo');
  await studio.press('Undo');
  await expect(penalty).toHaveValue('');
  await penalty.selectOption({ label: 'L1' });

  await studio.select('Dense');
  await studio.inspector
    .getByRole('button', { name: /^More \(\d+\)$/ })
    .last()
    .click();
  await studio.choice('Kernel constraint').selectOption({ label: 'Max norm' });
  const axis = studio.inspector.getByRole('textbox', { name: 'Axis' });
  await axis.fill('2');
  await expect(studio.problem(studio.node('Dense').first())).toBeVisible();
  await expect(studio.inspector.getByRole('alert').first()).toContainText('the weight has 2 axes', { ignoreCase: true });
  await axis.fill('0');
  await expect(studio.problem(studio.node('Dense').first())).toHaveCount(0);

  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
  for (const title of ['Loss', 'Data loss', 'Penalty', 'Weights near zero']) await expect(studio.chart(title)).toBeVisible();
  await expect(studio.chart('Weights near zero')).toContainText('dense_1');
});

test('the lengths of a convolution are derived beside its padding, and what a weight starts from is drawn', async ({ studio }) => {
  await studio.openTemplate('MNIST, convolutional network');
  await studio.select('Conv2D');
  const puzzle = studio.inspector.getByRole('figure', { name: 'Output size' });
  await expect(puzzle).toContainText('⌊(28 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 26');
  await expect(puzzle).toContainText('Each filter reads 3 × 3 × 1 = 9 numbers.');
  await studio.choice('Padding').selectOption('number');
  await studio.set('Strides height', '2');
  await expect(puzzle).toContainText('⌊(28 + 2·1 − 1·(3 − 1) − 1) / 2⌋ + 1 = 14');
  await expect(studio.node('Conv2D').first()).toContainText('14 × 28 × 32');
  await studio.choice('Padding').selectOption('same');
  await expect(puzzle).toContainText('⌈28 / 2⌉ = 14');
  await expect(puzzle).toContainText('zeros: 0 in front, 1 behind');
  await expect(studio.inspector.getByRole('group', { name: 'Zeros' })).toHaveCount(0);

  await studio.inspector
    .getByRole('button', { name: /^More \(\d+\)$/ })
    .last()
    .click();
  await expect(studio.inspector.getByRole('img', { name: 'Numbers that Glorot uniform draws' })).toBeVisible();
  await expect(studio.inspector).toContainText('All of its numbers start at 0.');
});

test('a loss of your own says what is wrong with it, and trains; several metrics tell what it does', async ({ studio }) => {
  await studio.openTemplate('XOR');
  await studio.nodes.last().click();
  await studio.choice('Loss').selectOption({ label: 'Custom expression' });
  const formula = studio.inspector.getByRole('textbox', { name: 'Expression' });
  await formula.fill('(y - p)^2');
  await expect(studio.inspector.getByRole('alert')).toContainText('"p" at 6 is not known');
  await formula.fill('abs(y - q) + (y - q)^2');
  await expect(studio.inspector.getByRole('alert')).toHaveCount(0);
  await studio.choice('Add to Metrics').selectOption({ label: 'R²' });
  await studio.choice('Add to Metrics').selectOption({ label: 'Root mean squared error' });
  await expect(studio.choice('Add to Metrics')).not.toContainText('AUC');
  await studio.choice('Loss').selectOption({ label: 'Binary cross-entropy' });
  await expect(studio.inspector.getByRole('alert')).toContainText('R² does not go with the loss of this head');
  await studio.press('Undo');
  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
  for (const title of ['Loss', 'Accuracy', 'R²', 'Root mean squared error']) await expect(studio.chart(title)).toBeVisible();
});

test('a block says which arguments of Keras it has no field for, and what holds in their place', async ({ studio, page }) => {
  await studio.openTemplate('Iris, small network');
  await studio.select('Dense');
  const section = studio.inspector.getByRole('group', { name: 'What Keras has besides' });
  await expect(section.getByText('lora_rank')).toBeHidden();
  await section.getByRole('button', { name: 'What Keras has besides' }).click();
  await expect(section).toContainText(/lora_rank.*Low-rank adapters \(LoRA\) tune large models/);
  await section.scrollIntoViewIfNeeded();
  await shoot(page, 'lacks');
});
