import { expect, test } from '../fixtures/studio.ts';
import { shoot } from '../fixtures/shoot.ts';

test('a number says its bounds, keeps what holds, and is one step of undo', async ({ studio, page }) => {
  await studio.openTemplate('MNIST, convolutional network');
  await studio.select('Dropout');
  const rate = studio.field('Rate');
  await rate.fill('1.5');
  await expect(studio.inspector.getByRole('alert')).toHaveText(/must be below 1, not 1\.5.*Still 0\.5\./i);
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
  await expect(studio.node('Dropout')).toContainText('rate 0.5');
  await rate.fill('');
  await expect(studio.inspector.getByRole('alert')).toContainText('A number is needed');
  await rate.fill('a lot');
  await expect(studio.inspector.getByRole('alert')).toContainText('That is not a number');
  await rate.fill('0.25');
  await expect(studio.inspector.getByRole('alert')).toHaveCount(0);
  await expect(studio.node('Dropout')).toContainText('rate 0.25');
  await rate.press('ArrowUp');
  await expect(studio.node('Dropout')).toContainText('rate 0.26');
  await studio.press('Undo');
  await expect(rate).toHaveValue('0.5');

  await studio.inspector.getByRole('button', { name: 'About Rate' }).hover();
  await expect(page.getByRole('tooltip')).toContainText('up to 0.5 in hidden layers');
  await expect(page.getByRole('tooltip')).toContainText('At least 0, below 1');
});

test('whole numbers, sizes, shapes, choices and switches', async ({ studio }) => {
  await studio.openTemplate('MNIST, convolutional network');
  const conv = studio.node('Conv2D').first();
  await studio.select('Conv2D');

  await studio.set('Filters', '8.5');
  await expect(studio.inspector.getByRole('alert')).toHaveText(/whole number.*Still 32\./i);
  await studio.set('Filters', '8');
  await studio.set('Kernel size width', '0');
  await expect(studio.inspector.getByRole('alert')).toContainText('Must be at least 1, not 0.');
  await studio.set('Kernel size width', '5');
  await expect(conv).toContainText('26 × 24 × 8');
  await studio.choice('Padding').selectOption('same');
  await expect(conv).toContainText('28 × 28 × 8');
  await studio.choice('Activation').selectOption({ label: 'ELU' });
  await expect(conv).toContainText('elu');
  const bias = studio.inspector.getByRole('switch', { name: 'Use bias' });
  await expect(bias).toBeChecked();
  await bias.click();
  await expect(studio.inspector).not.toContainText('bias8');

  await studio.inspector
    .getByRole('button', { name: /^More \(\d+\)$/ })
    .first()
    .click();
  await studio.choice('Kernel initializer').selectOption({ label: 'He normal' });
  await studio.press('Undo');
  await expect(studio.choice('Kernel initializer')).toHaveValue('glorotUniform');

  await studio.select('Input');
  const shape = studio.inspector.getByRole('textbox', { name: 'Shape' });
  await shape.fill('28, many, 1');
  await expect(studio.inspector.getByRole('alert')).toContainText('write whole numbers, such as 28, 28, 1', { ignoreCase: true });
  await shape.fill('14 x 14 x 1');
  await expect(studio.node('Input')).toContainText('14 × 14 × 1');
  await expect(studio.problem(studio.node('Input'))).toHaveAccessibleName(/28 × 28 × 1/);
});

test('losses, metrics, names and notes of a head', async ({ studio }) => {
  await studio.openTemplate('Iris, small network');
  const head = studio.node('species, Output');
  await head.click({ position: { x: 40, y: 14 } });
  const metrics = studio.inspector.getByRole('group', { name: 'Metrics' });
  await expect(metrics.getByRole('button', { name: /^Remove / })).toHaveCount(1);
  await studio.choice('Add to Metrics').selectOption({ label: 'Sparse categorical cross-entropy' });
  await expect(metrics.getByRole('button', { name: /^Remove / })).toHaveCount(2);
  await metrics.getByRole('button', { name: 'Remove Accuracy' }).click();
  await expect(metrics.getByRole('button', { name: /^Remove / })).toHaveAccessibleName('Remove Sparse categorical cross-entropy');
  await studio.press('Undo');
  await studio.press('Undo');
  await expect(metrics.getByRole('button', { name: /^Remove / })).toHaveAccessibleName('Remove Accuracy');

  await studio.choice('Loss').selectOption({ label: 'Mean squared error' });
  await expect(head).toContainText('mean squared error');
  await studio.choice('Loss').selectOption({ label: 'Binary cross-entropy' });
  await expect(studio.problem(head)).toHaveAccessibleName(/cross-entropy/i);
  await studio.press('Undo');

  const name = studio.inspector.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('flower');
  await expect(studio.node('flower, Output')).toBeVisible();
  await name.press('Escape');
  await expect(head).toBeVisible();
});

test('training and data choices, with the forms inside them, are undone like everything else', async ({ studio }) => {
  await studio.openTemplate('MNIST, fully connected network');
  await studio.selectNothing();
  const optimizer = studio.inspector.getByRole('group', { name: 'Optimizer: Adam' });
  await expect(optimizer).toBeVisible();
  await studio.set('Seed', '7');
  await studio.set('Epochs', '6');
  await studio.set('Learning rate', '0.002');
  await studio.choice('Optimizer').selectOption({ label: 'SGD' });
  await expect(studio.inspector.getByRole('group', { name: 'Optimizer: SGD' }).getByRole('spinbutton', { name: 'Momentum' })).toHaveValue(
    '0',
  );
  await expect(studio.field('Learning rate')).toHaveValue('0.01');
  await studio.set('Validation', '0.1');

  await studio.tab('Data');
  await expect(studio.dock.getByRole('list', { name: 'Examples' }).getByRole('listitem').first()).toBeVisible();
  await expect(studio.dock).toContainText('54,000');
  for (const undone of ['Data choices', 'Training choices', 'Training choices', 'Training choices', 'Training choices']) {
    await studio.press('Undo');
    await expect(studio.messages).toContainText(`Undone: ${undone}`);
  }
  await expect(studio.dock).toContainText('55,000');
  await expect(studio.field('Seed')).toHaveValue('0');
  await expect(studio.field('Learning rate')).toHaveValue('0.001');
  await expect(studio.topBar.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  for (let step = 0; step < 5; step += 1) await studio.press('Redo');
  await expect(studio.field('Seed')).toHaveValue('7');
  await expect(studio.choice('Optimizer')).toHaveValue('sgd');
  await studio.saved();
});

test('the same seed trains the same, another one does not', async ({ studio }) => {
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.set('Epochs', '2');
  const train = async (number: number): Promise<string[]> => {
    await studio.run();
    await studio.tab('Runs');
    await expect(studio.runRow(number)).toContainText('Finished');
    return (await studio.runRow(number).getByRole('cell').allInnerTexts()).slice(4, 8);
  };
  const first = await train(1);
  expect(await train(2)).toEqual(first);
  await studio.inspector.getByRole('group', { name: 'Training', exact: true }).getByRole('spinbutton', { name: 'Seed' }).fill('1');
  expect(await train(3)).not.toEqual(first);
});

test('what a number field refuses is gone when the field is left, and the message says what holds', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  await studio.select('Dense');
  const message = studio.inspector.getByRole('alert');
  for (const [typed, words] of [
    ['1e999', 'Must be a finite number, not Infinity.'],
    ['0', 'Must be at least 1, not 0.'],
    ['abc', 'That is not a number.'],
  ] as const) {
    await studio.set('Units', typed);
    await expect(message).toHaveText(`${words} Still 8.`);
    await expect(studio.field('Units')).toHaveAttribute('aria-invalid', 'true');
    await page.keyboard.press('Tab');
    await expect(studio.field('Units')).toHaveValue('8');
    await expect(message).toHaveText(`${words} It is 8 as before.`);
    await expect(studio.field('Units')).toHaveAttribute('aria-invalid', 'false');
  }
  await studio.field('Units').focus();
  await expect(message).toHaveCount(0);
});

test('the usual batch sizes stand beside the field, and what an epoch becomes with each', async ({ studio }) => {
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  const sizes = studio.inspector.getByRole('group', { name: 'Usual batch sizes' });
  await expect(sizes.getByRole('button', { name: '32', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(studio.inspector).toContainText('An epoch goes once through 800 examples: 25 steps of 32 examples.');
  await sizes.getByRole('button', { name: '256' }).click();
  await expect(studio.field('Batch size')).toHaveValue('256');
  await expect(studio.inspector).toContainText('4 steps of 256 examples, the last of 32.');
  // More than there are is no other than all.
  await studio.set('Batch size', '99999999');
  await expect(sizes.getByRole('button', { name: 'full batch' })).toHaveAttribute('aria-pressed', 'true');
  await expect(studio.inspector).toContainText('every step takes all 800 examples');
  await studio.press('Undo');
  await studio.press('Undo');
  await expect(studio.field('Batch size')).toHaveValue('32');
});

test('an augmentation shows what it makes of examples of a step of training', async ({ studio, page }) => {
  await studio.openTemplate('MNIST, convolutional network');
  await studio.wire('Rescaling', 'Conv2D').focus();
  await page.keyboard.press('Enter');
  await studio.addBlock('RandomFlip');
  await studio.select('RandomFlip');
  await expect(studio.inspector).toContainText('The first examples of step 1', { timeout: 30_000 });
  const pixels = (of: 'given' | 'made') =>
    studio.inspector
      .getByRole('img', { name: of === 'given' ? /as it is given$/ : /as this block makes it$/ })
      .evaluateAll((pictures) => pictures.map((own) => (own as HTMLCanvasElement).toDataURL()));
  const [given, made] = [await pixels('given'), await pixels('made')];
  expect(given).toHaveLength(4);
  expect(made.some((own, at) => own !== given[at])).toBe(true);
  await studio.inspector.getByRole('button', { name: 'Next step' }).click();
  await expect(studio.inspector).toContainText('The first examples of step 2', { timeout: 30_000 });
  expect(await pixels('given')).not.toEqual(given);
});

test('formulas and pictures stand beside their fields: softmax, initializers, schedules, metrics', async ({ studio, page }) => {
  await studio.openTemplate('Iris, small network');
  await studio.select('Dense');
  await studio.choice('Activation').selectOption({ label: 'Softmax' });
  await expect(studio.inspector.getByText('f(x)ᵢ = exp(xᵢ) / Σⱼ exp(xⱼ)')).toBeVisible();
  const picture = studio.inspector.getByRole('img', { name: 'Softmax from -5 to 5 of x₁; x₂ = 1, x₃ = −1, and its derivative' });
  await expect(picture).toBeVisible();
  // What comes out, its slope, and the two others.
  await expect(picture.locator('polyline')).toHaveCount(4);
  await studio.choice('Activation').selectOption({ label: 'Log softmax' });
  await expect(studio.inspector.getByRole('img', { name: /^Log softmax from -5 to 5/ }).locator('polyline')).toHaveCount(4);
  await shoot(page, 'log-softmax');
  await studio.choice('Activation').selectOption({ label: 'Sigmoid' });
  await studio.inspector
    .getByRole('button', { name: /^More \(\d+\)$/ })
    .first()
    .click();
  await expect(studio.inspector.getByText('U(−l, l), l = √(6 / (fanIn + fanOut))')).toBeVisible();
  await shoot(page, 'initializer-formula');
  await studio.node('species, Output').click({ position: { x: 40, y: 14 } });
  await expect(studio.inspector.getByRole('group', { name: 'Metrics' }).getByText('right / all')).toBeVisible();
  await studio.choice('Add to Metrics').selectOption({ label: 'F1' });
  await expect(studio.inspector.getByText('(1 + β²) precision recall / (β² precision + recall)')).toBeVisible();
  await shoot(page, 'metric-formula');
  await studio.selectNothing();
  await studio.choice('Schedule').selectOption({ label: 'Cosine' });
  await expect(studio.inspector.getByText('lr = η (α + (1 − α) (1 + cos(π epoch / epochs)) / 2)')).toBeVisible();
  await expect(studio.inspector.getByText('α: last share')).toBeVisible();
  await shoot(page, 'schedule-formula');
});
