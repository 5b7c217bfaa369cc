import { shoot } from '../fixtures/shoot.ts';
import { expect, test } from '../fixtures/studio.ts';

test('what is changed while a run is paused says that the run does not go by it, is applied at a click, and shows as a step', async ({
  studio,
}) => {
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.set('Epochs', '5000');
  await studio.run();
  await expect(studio.training).toContainText(/Epoch ([2-9]|\d\d+) of 5000/, { timeout: 60_000 });
  const notice = studio.inspector.getByRole('status', { name: 'Not applied to the run' });
  await studio.set('Learning rate', '0.005');
  await expect(notice).toContainText(/Run 1 trains with learning rate 0\.01\. The project now says learning rate 0\.005: pause the run/);
  await studio.press('Pause');
  await expect(notice).toContainText('The paused Run 1 goes on with learning rate 0.01. The project now says learning rate 0.005.');
  await studio.training.getByRole('button', { name: 'Apply edits' }).click();
  await expect(notice).toHaveCount(0);
  await expect(studio.training.getByRole('button', { name: 'Change…' })).toBeVisible();
  await studio.press('Resume');
  await expect(studio.chart('Learning rate')).toContainText('0.005');
  await studio.press('Stop');
  await expect(studio.dock).toContainText(/Changed at step [\d,]+: learning rate 0\.005|Stopped/);
});

test('what is frozen while a run is paused is said beside the block, applied at a click, and marked on the canvas', async ({ studio }) => {
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.set('Epochs', '5000');
  await studio.run();
  await expect(studio.training).toContainText(/Epoch ([2-9]|\d\d+) of 5000/, { timeout: 60_000 });
  await studio.press('Pause');
  await studio.select('Dense');
  await studio.inspector.getByRole('switch', { name: 'Frozen' }).click();
  await expect(studio.node('Dense').first().getByRole('img', { name: 'Frozen' })).toBeVisible();
  const notice = studio.inspector.getByRole('status', { name: 'Not applied to the run' });
  await expect(notice).toContainText('The paused Run 1 goes on with Dense trained. The project now says Dense frozen.');
  await notice.getByRole('button', { name: 'Apply and resume' }).click();
  await expect(notice).toHaveCount(0);
  await expect(studio.training.getByRole('button', { name: 'Pause' })).toBeVisible();
  await studio.press('Stop');
  await studio.tab('Runs');
  await expect(studio.runRow(1)).toContainText(/Stopped|Changed/);
});

test('the test set is evaluated at a click, with the best weights where they were kept, and each look is counted', async ({
  studio,
  page,
}) => {
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.set('Epochs', '3');
  await studio.set('Test', '50');
  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
  await studio.dock.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(studio.dock).toContainText(/Test accuracy\s*[\d.]+\s%/, { timeout: 60_000 });
  const told = studio.dock.getByTitle(/Tested .* with the newest weights, of epoch 3\./);
  await expect(told).toBeVisible();
  await studio.tab('Runs');
  await studio.runRow(1).getByRole('button', { name: 'Actions for Run 1' }).click();
  await page.getByRole('menuitem', { name: 'Test', exact: true }).click();
  await studio.tab('Training');
  await expect(studio.dock.getByTitle(/Looked at 2 times/)).toBeVisible({ timeout: 60_000 });
});

test('a run whose loss became no number is changed and goes on from its last good weights', async ({ studio, page }) => {
  await studio.openTemplate('Regression');
  await studio.selectNothing();
  await studio.set('Epochs', '2');
  await studio.set('Learning rate', '1e20');
  await studio.run();
  await expect(studio.dock).toContainText(/The loss was no finite number.*can go on from there with another learning rate/, {
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'More ways to run' }).click();
  await page.getByRole('menuitem', { name: /Change and resume Run 1/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the stopped run' });
  await expect(dialog.getByRole('spinbutton', { name: 'Learning rate' })).toHaveValue('0.001');
  await shoot(page, 'broken');
  await dialog.getByRole('spinbutton', { name: 'Learning rate' }).fill('0');
  await dialog.getByRole('button', { name: 'Change and resume' }).click();
  await expect(studio.dock).toContainText(/Finished/, { timeout: 60_000 });
});
