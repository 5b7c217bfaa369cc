import { expect, test } from '../fixtures/studio.ts';
import { violations } from '../fixtures/violations.ts';

test('each screen is accessible, light and dark', async ({ studio, page }) => {
  // Two looks at each of eleven screens, some seconds each on a busy machine.
  test.slow();
  const look = async (screen: string): Promise<void> => {
    await test.step(screen, async () => expect.soft(await violations(page), screen).toEqual([]));
  };
  await expect(page.getByRole('button', { name: 'XOR', exact: true })).toBeVisible();
  await look('start');
  await studio.openTemplate('Iris, small network');
  await studio.select('Dense');
  await look('editor, a block selected');
  await studio.set('Units', '0');
  await expect(studio.inspector.getByRole('alert')).toBeVisible();
  await look('a value out of bounds');
  await studio.set('Units', '4');
  await studio.selectNothing();
  await studio.run();
  await studio.tab('Runs');
  await expect(studio.runRow(1)).toContainText('Finished', { timeout: 60_000 });
  await look('runs');
  await studio.tab('Training');
  await expect(studio.chart('Loss')).toBeVisible();
  await look('training');
  await studio.tab('Data');
  await expect(studio.dock.getByRole('table', { name: 'Examples' })).toBeVisible();
  await look('data');
  // A batch size that wants another learning rate: a finding.
  await studio.set('Batch size', '512');
  await studio.tab('Doctor');
  await expect(studio.dock.getByRole('listitem').filter({ hasText: 'Another batch size' })).toBeVisible();
  await look('doctor');
  await studio.wire('Dense', 'species').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await studio.tab('Problems');
  await look('problems');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('command palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('dialog', { name: 'Export a trained model' })).toBeVisible();
  await look('export');
  await page.keyboard.press('Escape');
  await studio.training.getByRole('button', { name: 'More ways to run' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await look('menu');
});

for (const [width, height] of [
  [900, 600],
  [1100, 700],
  [1440, 900],
  [1920, 1080],
] as const) {
  test(`nothing is cut off or scrolls sideways at ${width} by ${height}`, async ({ studio, page }) => {
    await page.setViewportSize({ width, height });
    const fits = async (): Promise<void> => {
      const sizes = await page.evaluate(() => ({
        inner: [window.innerWidth, window.innerHeight],
        whole: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
      }));
      expect(sizes.whole).toEqual(sizes.inner);
    };
    await expect(page.getByRole('button', { name: 'XOR', exact: true })).toBeVisible();
    await fits();
    await studio.openTemplate('MNIST, convolutional network');
    await fits();
    for (const node of await studio.nodes.all()) await expect(node).toBeInViewport({ ratio: 0.99 });
    await studio.run();
    await expect(studio.training.getByRole('button', { name: 'Stop' })).toBeInViewport({ ratio: 1 });
    await expect(studio.chart('Loss')).toBeVisible();
    await fits();
    await studio.press('Stop');
    await expect(studio.dock.getByText('Stopped', { exact: true })).toBeVisible();
    for (const tab of ['Runs', 'Data', 'Problems', 'Doctor', 'Training'] as const) {
      await studio.tab(tab);
      await expect(page.getByRole('tab', { name: tab })).toBeInViewport({ ratio: 1 });
      await fits();
    }
    await expect(studio.topBar.getByRole('button', { name: 'More', exact: true })).toBeInViewport({ ratio: 1 });
  });
}

test('the model stays whole in sight while the canvas shrinks, clear of the tools, until the view is moved', async ({ studio, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await studio.openTemplate('MNIST, convolutional network');
  await expect(studio.canvas.getByLabel('Zoom', { exact: true })).toHaveText(/^(9[5-9]|100)%$/);
  // A click on the canvas is no movement of the view.
  await studio.selectNothing();
  await page.setViewportSize({ width: 1100, height: 700 });
  const tools = studio.canvas.getByRole('toolbar', { name: 'View' });
  const covered = async (): Promise<number> => {
    const bar = await tools.boundingBox();
    const boxes = await Promise.all((await studio.nodes.all()).map((node) => node.boundingBox()));
    return boxes.filter((box) => bar && box && box.x < bar.x + bar.width && box.y + box.height > bar.y).length;
  };
  await expect.poll(covered).toBe(0);
  for (const node of await studio.nodes.all()) await expect(node).toBeInViewport({ ratio: 0.99 });
  await expect(studio.canvas.getByRole('img', { name: 'Overview' })).toHaveCount(0);
  await tools.getByRole('button', { name: 'Zoom in' }).click();
  const zoom = await studio.canvas.getByLabel('Zoom', { exact: true }).textContent();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(studio.canvas.getByLabel('Zoom', { exact: true })).toHaveText(zoom ?? '');
});

test('in a small window progress, speed and time of a run are told whole', async ({ studio, page }) => {
  await page.setViewportSize({ width: 1100, height: 700 });
  await studio.openTemplate('MNIST, convolutional network');
  // All examples: the run must still go on when it is stopped below, on a quick machine too.
  await studio.run();
  const words = studio.training.getByText(/^Epoch 1 of 3 · .*left · .*ms\/step/);
  await expect(words).toBeVisible();
  const whole = (element: Element): boolean => element.scrollWidth <= element.clientWidth;
  expect(await words.evaluate(whole)).toBe(true);
  const summary = studio.dock.getByRole('group', { name: 'Shown runs' });
  await expect(summary).toContainText(/\d\ss$/);
  expect(await summary.evaluate(whole)).toBe(true);
  await studio.press('Stop');
  await expect(summary).toContainText('Stopped');
});

test('from the start to a running training by keys alone', async ({ studio, page }) => {
  const card = page.getByRole('button', { name: 'XOR', exact: true });
  await expect(card).toBeVisible();
  const isFocused = (): Promise<boolean> => card.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 20 && !(await isFocused()); presses += 1) await page.keyboard.press('Tab');
  await expect(card).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(studio.node('Input')).toBeVisible();
  // The card is gone: the keys go on from the model.
  await expect(studio.canvas).toBeFocused();
  const run = studio.training.getByRole('button', { name: 'Run', exact: true });
  const runFocused = (): Promise<boolean> => run.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 150 && !(await runFocused()); presses += 1) await page.keyboard.press('Tab');
  await expect(run).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(studio.training.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
});

test('the theme and the panels are as they were left', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  await studio.topBar.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+b');
  await expect(studio.palette).not.toBeInViewport();
  await expect(studio.topBar.getByRole('button', { name: 'Left panel' })).toHaveAttribute('aria-pressed', 'false');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(studio.node('Input')).toBeVisible();
  await expect(studio.palette).not.toBeInViewport();
  await page.keyboard.press('Control+b');
  await expect(studio.palette).toBeInViewport();
});
