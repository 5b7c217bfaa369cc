import { expect, test } from '../fixtures/studio.ts';

test('what was only looked at is not listed; what was changed is, before the templates', async ({ studio, page }) => {
  const recent = page.getByRole('region', { name: 'Recent projects' });
  await studio.openTemplate('Two spirals');
  await studio.press('Start');
  await expect(page.getByRole('heading', { name: 'First networks' })).toBeVisible();
  await expect(recent).toHaveCount(0);
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.set('Epochs', '7');
  await studio.saved();
  await studio.press('Start');
  await expect(recent.getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('main', { name: 'Start' }).getByRole('heading', { level: 2 })).toHaveText([
    'Recent projects',
    'Begin with a template',
  ]);
  // It is still there by its address: nothing was deleted.
  await page.goBack();
  await expect(studio.node('Input')).toBeVisible();
});

test('a template is found by words', async ({ studio: { page } }) => {
  const search = page.getByRole('searchbox', { name: 'Search templates' });
  await search.fill('segmentation');
  const templates = page.getByRole('region', { name: 'Templates' });
  await expect(templates.getByRole('article')).toHaveCount(1);
  await expect(templates.getByRole('button', { name: 'U-Net, segmentation' })).toBeVisible();
  await search.fill('nothing of the kind');
  await expect(templates).toContainText('No template is about that');
});

test('a browser without a key is told how to get one', async ({ served, browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${new URL(served.address).origin}/#token=spent`);
  await expect(page.getByRole('main', { name: 'Start' })).toContainText(
    /press Enter where "netloom serve" runs, or run "npm run netloom -- serve"/,
  );
  await context.close();
});
