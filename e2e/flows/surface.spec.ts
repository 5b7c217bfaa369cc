import { shoot } from '../fixtures/shoot.ts';
import { expect, test } from '../fixtures/studio.ts';
import { violations } from '../fixtures/violations.ts';

test('a network of two numbers shows what it says all over their plane, live; a place is told by pointing and by keys', async ({
  studio,
  page,
}) => {
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.set('Epochs', '1000');
  await studio.run();
  const surface = studio.dock.getByRole('figure', { name: 'class surface' });
  await expect(surface).toBeVisible();
  const words = surface.getByRole('img', {
    name: /^class over point 1 from .* and point 2 from .*: same in \d+ %, different in \d+ % of the plane$/,
  });
  await expect(words).toBeVisible();
  const picture = () => surface.locator('canvas').evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));
  const first = await picture();
  await expect.poll(picture).not.toBe(first);
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 120_000 });
  await expect(surface).toContainText('1,000 epochs done');
  const last = await picture();
  await page.reload();
  await expect(surface).toContainText('1,000 epochs done');
  await expect.poll(picture).toBe(last);
  // Right above and right below: the signs are the same, and they are not.
  const told = surface.getByRole('status', { name: 'At the pointer' });
  const frame = await surface.locator('canvas').boundingBox();
  if (!frame) throw new Error('no picture');
  const point = (x: number, y: number) => page.mouse.move(frame.x + frame.width * x, frame.y + frame.height * y);
  await point(0.75, 0.25);
  await expect(told).toContainText(/point 1 0\.\d+point 2 0\.\d+same\d+\.\d+/);
  await point(0.75, 0.75);
  await expect(told).toContainText(/point 1 0\.\d+point 2 -0\.\d+different\d+\.\d+/);
  await shoot(page, 'surface');
  expect(await violations(page)).toEqual([]);
  await page.mouse.move(5, 5);
  await expect(told).toBeEmpty();
  await surface.getByRole('application').focus();
  await page.keyboard.press('ArrowRight');
  await expect(told).toContainText(/(same|different)\d+\.\d+/);
});
