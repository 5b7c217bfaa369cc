import { shoot } from '../fixtures/shoot.ts';
import { expect, test } from '../fixtures/studio.ts';

test('the doctor finds that a loss does not fall, mends it at a click, and the click can be undone; a batch size asks for a learning rate', async ({
  studio,
}) => {
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.tab('Doctor');
  await expect(studio.dock).toContainText('The model looks well');
  // They are watched unless somebody takes them away.
  await studio.inspector.getByRole('button', { name: 'Remove Gradient norm' }).click();
  await studio.dock.getByRole('button', { name: 'Watch them' }).click();
  await expect(studio.inspector).toContainText('Gradient norm');
  await studio.set('Epochs', '4');
  await studio.set('Learning rate', '0.00001');
  await studio.run();
  const finding = studio.dock.getByRole('listitem').filter({ hasText: 'The loss does not fall' });
  await studio.tab('Doctor');
  await expect(finding).toContainText(/In 4 epochs the training loss has not fallen/, { timeout: 60_000 });
  // How large the gradients were is seen on the blocks.
  const norm = studio
    .node('Dense')
    .first()
    .getByRole('img', { name: /^Gradient norm [\d.e-]+ after epoch 4, [\d.e-]+ after the first/ });
  await expect(norm).toBeVisible();

  const advice = studio.dock.getByRole('listitem').filter({ hasText: 'Another batch size' });
  await studio.set('Batch size', '128');
  await advice.getByRole('button', { name: 'Set learning rate 0.00002' }).click();
  await expect(studio.field('Learning rate')).toHaveValue('2e-5');
  await expect(advice).toHaveCount(0);
  await studio.press('Undo');
  await expect(studio.field('Learning rate')).toHaveValue('1e-5');
  await expect(advice).toBeVisible();
  await finding.getByRole('button', { name: 'Set learning rate 0.001' }).click();
  await expect(studio.field('Learning rate')).toHaveValue('0.001');
  await expect(finding).toContainText('Train again to see what it changed');
});

test('a model that goes against advice says so before it is trained, shows the block, and is mended', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  await studio.wire('Dense', 'Dense').focus();
  await page.keyboard.press('Enter');
  await studio.addBlock('BatchNormalization');
  await studio.tab('Doctor');
  const finding = studio.dock.getByRole('listitem').filter({ hasText: 'Batch normalization behind the activation' });
  await expect(finding).toContainText('normalizes what comes out of the tanh of Dense');
  // The block that it is about says so, too.
  await expect(studio.inspector.getByRole('list', { name: 'Advice' })).toContainText('normalizes what comes out of the tanh of Dense');
  await studio.selectNothing();
  await finding.getByRole('button', { name: 'Show BatchNormalization' }).click();
  await expect(studio.inspector.getByRole('heading', { name: 'BatchNormalization' })).toBeVisible();
  await finding.getByRole('button', { name: 'Normalize before the activation' }).click();
  await expect(finding).toHaveCount(0);
  await expect(studio.wire('Dense', 'BatchNormalization')).toHaveCount(1);
  await expect(studio.wire('BatchNormalization', 'Activation')).toHaveCount(1);
  await studio.press('Undo');
  await expect(studio.node('Activation')).toHaveCount(0);
  await expect(finding).toBeVisible();
});

test('a high dropout rate has its advice beside the field and with the doctor, and is mended there', async ({ studio, page }) => {
  await studio.openTemplate('MNIST, convolutional network');
  await studio.select('Dropout');
  const advice = studio.inspector.getByRole('list', { name: 'Advice' });
  await expect(advice).toHaveCount(0);
  await studio.set('Rate', '0.8');
  await expect(advice).toContainText('The rate of Dropout is 0.8. Set it to 0.5 or less');
  await studio.tab('Doctor');
  await expect(studio.dock.getByRole('listitem').filter({ hasText: 'High dropout rate' })).toContainText('The rate of Dropout is 0.8.');
  await shoot(page, 'high-dropout');
  await advice.getByRole('button', { name: 'Set rate 0.5' }).click();
  await expect(studio.field('Rate')).toHaveValue('0.5');
  await expect(advice).toHaveCount(0);
  await studio.press('Undo');
  await expect(studio.field('Rate')).toHaveValue('0.8');
});
