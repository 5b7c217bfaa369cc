import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures/studio.ts';
import type { StudioPage } from '../pages/StudioPage.ts';

const places = (studio: StudioPage): Promise<string[]> =>
  studio.nodes.evaluateAll((nodes) => nodes.map((node) => (node instanceof HTMLElement ? node.style.transform : '')));
const placeOf = (node: Locator): Promise<string> =>
  node.evaluate((element) => (element instanceof HTMLElement ? element.style.transform : ''));

test('blocks are found by words, added by a click, wired on to what is selected', async ({ studio, page }) => {
  await studio.openEmpty();
  await studio.addBlock('Input');
  await expect(studio.node('Input')).toContainText('28 × 28 × 1');

  const search = studio.palette.getByRole('searchbox', { name: 'Search blocks' });
  await search.fill('pool');
  const found = studio.palette.getByRole('listitem');
  await expect(found.first()).toHaveText('MaxPooling2D');
  for (const name of ['AveragePooling2D', 'GlobalMaxPooling2D', 'MaxPooling1D'])
    await expect(found.filter({ hasText: name })).not.toHaveCount(0);
  await search.fill('batch norm');
  await expect(studio.palette.getByRole('listitem').first()).toHaveText('BatchNormalization');
  await search.fill('nothing of the kind');
  await expect(studio.palette).toContainText('No block is called like that');
  await search.fill('conv');
  await search.press('Enter');
  await expect(studio.node('Conv2D')).toContainText('26 × 26 × 32');
  await expect(studio.wire('Input', 'Conv2D')).toHaveCount(1);
  await search.press('Escape');

  await studio.addBlock('Flatten');
  await expect(studio.node('Flatten')).toContainText('21632');
  await expect(studio.wires).toHaveCount(2);

  await page.keyboard.press('Escape');
  await studio.addBlock('Dense');
  await expect(studio.inspector.getByRole('heading', { name: 'Dense', exact: true })).toBeVisible();
});

test('a block is dragged from the palette, onto the canvas and into a wire', async ({ studio }) => {
  await studio.openTemplate('XOR');
  const item = studio.palette.getByRole('button', { name: 'Dropout', exact: true });
  const view = await studio.view();
  await item.dragTo(studio.canvas, { targetPosition: { x: 60, y: 40 } });
  await expect(studio.node('Dropout')).toHaveCount(1);
  await expect(studio.wires).toHaveCount(3);
  expect(await studio.view(), 'the view stays where it was').toBe(view);

  const wire = await studio.wire('Dense', 'Dense').boundingBox();
  const canvas = await studio.canvas.boundingBox();
  if (!wire || !canvas) throw new Error('the wire is not in sight');
  await item.dragTo(studio.canvas, { targetPosition: { x: wire.x + wire.width / 2 - canvas.x, y: wire.y + wire.height / 2 - canvas.y } });
  await expect(studio.wire('Dense', 'Dropout')).toHaveCount(1);
  await expect(studio.wire('Dropout', 'Dense')).toHaveCount(1);
  await expect(studio.wire('Dense', 'Dense')).toHaveCount(0);

  await studio.press('Undo');
  await expect(studio.wire('Dense', 'Dense')).toHaveCount(1);
  await expect(studio.node('Dropout')).toHaveCount(1);
});

test('a wire is drawn with the mouse; one that cannot be is refused with its reason', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  await studio.wire('Dense', 'class').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(studio.wires).toHaveCount(2);
  await expect(studio.problem(studio.node('class, Output'))).toHaveAccessibleName(
    /Nothing is connected to the input of Output: draw a wire/,
  );

  const [first, second, input] = [studio.node('Dense').first(), studio.node('Dense').nth(1), studio.node('Input')];
  await studio.drawWire(studio.port(second, 'output'), studio.port(first, 'input'));
  await expect(studio.canvas.getByRole('status').filter({ hasText: 'The input of Dense is taken' })).toBeVisible();
  await page.mouse.up();
  await expect(studio.messages).toContainText(
    'No wire: the input of Dense is taken: remove its wire first, or join with Add or Concatenate',
  );
  await expect(studio.wires).toHaveCount(2);

  await studio.drawWire(studio.port(second, 'output'), studio.port(studio.node('class, Output'), 'input'));
  await page.mouse.up();
  await expect(studio.wire('Dense', 'class')).toHaveCount(1);
  await expect(studio.status).toContainText('Ready');

  await test.step('a circle', async () => {
    await studio.wire('Input', 'Dense').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Delete');
    await studio.drawWire(studio.port(second, 'output'), studio.port(first, 'input'));
    await page.mouse.up();
    await expect(studio.messages).toContainText('No wire: this would close a circle: Dense already depends on Dense');
    await studio.press('Undo');
  });

  await test.step('too few axes', async () => {
    await studio.palette.getByRole('button', { name: 'Conv2D', exact: true }).dragTo(studio.canvas, { targetPosition: { x: 160, y: 70 } });
    await studio.drawWire(studio.port(input, 'output'), studio.port(studio.node('Conv2D'), 'input'));
    await page.mouse.up();
    await expect(studio.messages).toContainText('No wire: Conv2D takes 3 axes, 2 has 1: put a Reshape between them');
  });

  await test.step('let go over nothing: the block that comes there is asked for', async () => {
    await studio.port(input, 'output').hover();
    await page.mouse.down();
    await studio.canvas.hover({ position: { x: 440, y: 30 } });
    await page.mouse.up();
    await page.getByRole('dialog', { name: 'Add block' }).getByRole('combobox').fill('batchnorm');
    await page.keyboard.press('Enter');
    await expect(studio.wire('Input', 'BatchNormalization')).toHaveCount(1);
  });
});

test('select, move, copy, paste, duplicate, delete, undo and redo by keys', async ({ studio, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.openTemplate('XOR');
  const first = studio.node('Dense').first();

  await test.step('move, as one step of undo', async () => {
    await studio.select('Dense');
    const before = await placeOf(first);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    expect(await placeOf(first)).not.toBe(before);
    await page.keyboard.press('Control+z');
    await expect(studio.messages).toContainText('Undone: Move Dense');
    expect(await placeOf(first)).toBe(before);
    await page.keyboard.press('Control+Shift+Z');
    expect(await placeOf(first)).not.toBe(before);
  });

  await test.step('copy and paste, with the wire between them', async () => {
    await studio
      .node('Dense')
      .nth(1)
      .click({ position: { x: 40, y: 14 }, modifiers: ['Shift'] });
    await expect(studio.status).toContainText('2 blocks selected');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await expect(studio.node('Dense')).toHaveCount(4);
    await expect(studio.wires).toHaveCount(4);
    await expect(studio.status).toContainText('2 blocks selected');
  });

  await test.step('duplicate, delete, cut', async () => {
    await page.keyboard.press('Control+d');
    await expect(studio.node('Dense')).toHaveCount(6);
    await page.keyboard.press('Delete');
    await expect(studio.node('Dense')).toHaveCount(4);
    await page.keyboard.press('Control+a');
    await expect(studio.status).toContainText('6 blocks selected');
    await page.keyboard.press('Control+x');
    await expect(studio.nodes).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(studio.nodes).toHaveCount(6);
    await expect(studio.wires).toHaveCount(4);
  });

  await test.step('everything back, and all of it again', async () => {
    for (const label of ['Delete 2 blocks', 'Duplicate 2 blocks', 'Paste 2 blocks', 'Move Dense']) {
      await page.keyboard.press('Control+z');
      await expect(studio.messages).toContainText(`Undone: ${label}`);
    }
    await expect(studio.nodes).toHaveCount(4);
    await expect(studio.topBar.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Control+y');
    await expect(studio.nodes).toHaveCount(0);
  });
});

test('a drag with the mouse is one step of undo, and auto-layout is too', async ({ studio, page }) => {
  await studio.openTemplate('XOR');
  const drawn = await places(studio);
  const dense = await studio.node('Dense').first().boundingBox();
  if (!dense) throw new Error('the block is not in sight');
  await page.mouse.move(dense.x + 40, dense.y + 14);
  await page.mouse.down();
  await page.mouse.move(dense.x + 80, dense.y + 60, { steps: 6 });
  await page.mouse.up();
  const moved = await places(studio);
  expect(moved).not.toEqual(drawn);

  await studio.canvas.getByRole('button', { name: 'Auto-layout' }).click();
  await expect.poll(() => places(studio)).not.toEqual(moved);
  const laidOut = await places(studio);
  await studio.press('Undo');
  expect(await places(studio)).toEqual(moved);
  await studio.press('Redo');
  expect(await places(studio)).toEqual(laidOut);
  await studio.press('Undo');
  await studio.press('Undo');
  expect(await places(studio)).toEqual(drawn);
});

test('two inputs and two heads are drawn by keys alone', async ({ studio, page }) => {
  await studio.openEmpty();
  const add = async (title: string): Promise<void> => {
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Add block' }).getByRole('combobox').fill(title);
    await page.keyboard.press('Enter');
    await expect(studio.inspector.getByRole('heading', { name: title, exact: true })).toBeVisible();
  };
  const choose = async (title: string, at = 0): Promise<void> => {
    await studio.node(title).nth(at).focus();
    await page.keyboard.press('Enter');
    await expect(studio.inspector.getByRole('heading', { name: title, exact: true })).toBeVisible();
  };
  const connect = async (to: string): Promise<void> => {
    await page.keyboard.press('c');
    await page
      .getByRole('dialog', { name: /^Connect .* to$/ })
      .getByRole('combobox')
      .fill(to);
    await page.keyboard.press('Enter');
  };
  await page.keyboard.press('Escape');
  await add('Input');
  await add('Concatenate');
  await page.keyboard.press('Escape');
  await add('Input');
  await connect('Concatenate');
  await expect(studio.wire('Input', 'Concatenate')).toHaveCount(2);
  await expect(studio.node('Concatenate')).toContainText('28 × 28 × 2');

  await choose('Concatenate');
  await add('Flatten');
  for (const head of ['first', 'second']) {
    await choose('Flatten');
    await add('Dense');
    if (head === 'second') {
      await expect(studio.node('Dense')).toHaveCount(2);
      await choose('Flatten');
      await connect('Dense');
      await choose('Dense', 1);
    }
    await add('Output');
  }
  await expect(studio.node('Output')).toHaveCount(2);
  await expect(studio.wire('Dense', 'Output')).toHaveCount(2);
  await expect(studio.wire('Flatten', 'Dense')).toHaveCount(2);
  await studio.saved();
});

test('a block with a problem claims no counts, nor does the model, and its frame stays red while it is selected', async ({ studio }) => {
  await studio.openTemplate('MNIST, convolutional network');
  const fact = (name: string) => studio.inspector.locator('dl > div').filter({ hasText: new RegExp(`^${name}`) });
  await studio.select('Conv2D', 1);
  await expect(fact('Parameters')).toHaveText('Parameters18.5 K'.replace(' ', '\u00a0'));
  await studio.set('Kernel size height', '40');
  await expect(fact('Parameters')).toHaveText('Parametersnot known yet');
  await expect(fact('Multiply-adds')).toHaveText('Multiply-addsnot known yet');
  await expect(studio.status).toContainText('parameters not known yet');
  const colour = (variable: string): Promise<string> =>
    studio.page.evaluate((name) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = `var(${name})`;
      const found = getComputedStyle(probe).color;
      probe.remove();
      return found;
    }, variable);
  const frame = studio.node('Conv2D').nth(1).locator('.block-node');
  await expect(frame).toHaveCSS('box-shadow', new RegExp(`^${(await colour('--danger')).replaceAll(/[()]/g, '\\$&')} 0px 0px 0px 2px`));
  await studio.selectNothing();
  for (const name of ['Parameters', 'Weights in memory', 'Multiply-adds']) await expect(fact(name)).toHaveText(`${name}not known yet`);
  await studio.press('Undo');
  await expect(studio.status).toContainText(/34\.8.K parameters/);
});
