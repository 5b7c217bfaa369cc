import { expect, type Locator, type Page } from '@playwright/test';

/** What a user can do in the studio's window, in a user's words. */
export class StudioPage {
  readonly page: Page;
  readonly topBar: Locator;
  readonly canvas: Locator;
  readonly palette: Locator;
  readonly inspector: Locator;
  /** The tab of the dock that is open. */
  readonly dock: Locator;
  readonly training: Locator;
  readonly status: Locator;
  readonly messages: Locator;
  readonly banner: Locator;
  readonly runs: Locator;

  constructor(page: Page) {
    this.page = page;
    this.topBar = page.getByRole('banner', { name: 'Top bar' });
    this.canvas = page.getByTestId('canvas');
    this.palette = page.getByRole('region', { name: 'Blocks' });
    this.inspector = page.getByRole('region', { name: 'Inspector' });
    this.dock = page.getByRole('tabpanel', { name: /^(Training|Runs|Data|Problems|Doctor)/ });
    this.training = this.topBar.getByRole('group', { name: 'Training' });
    this.status = page.getByRole('group', { name: 'Status' });
    this.messages = page.getByRole('status', { name: 'Messages' });
    this.banner = page.getByRole('alert');
    this.runs = page.getByRole('table', { name: 'Runs' });
  }

  /** Opens a template from the start view and waits for its drawing. */
  async openTemplate(title: string): Promise<void> {
    await this.page.getByRole('button', { name: title, exact: true }).click();
    await expect(this.node('Input')).toBeVisible();
    await this.saved();
  }

  /** A new project without blocks. */
  async openEmpty(): Promise<void> {
    await this.page.getByRole('button', { name: 'New empty project' }).click();
    await expect(this.page.getByText('This model has no blocks yet')).toBeVisible();
  }

  /** The blocks on the canvas of this title, or of this own name. */
  node(title: string): Locator {
    return this.canvas.getByRole('group', { name: title, exact: true });
  }
  get nodes(): Locator {
    return this.canvas.locator('.react-flow__node');
  }
  wire(from: string, to: string): Locator {
    return this.canvas.getByRole('group', { name: `Wire from ${from} to ${to}`, exact: true });
  }
  get wires(): Locator {
    return this.canvas.locator('.react-flow__edge');
  }
  /** Where the canvas is looked at, and how near. */
  view(): Promise<string> {
    return this.canvas
      .locator('.react-flow__viewport')
      .evaluate((element) => (element instanceof HTMLElement ? element.style.transform : ''));
  }
  /** A dot of a block; of the inputs, one that wants a wire. */
  port(node: Locator, side: 'input' | 'output'): Locator {
    return node.locator(side === 'input' ? '.react-flow__handle.target:not(.is-optional)' : '.react-flow__handle.source');
  }
  /** The mark on a block that something is wrong with it; its name says what. */
  problem(node: Locator): Locator {
    return node.getByRole('img', { name: /^Problem: / });
  }

  async select(title: string, at = 0): Promise<void> {
    await this.node(title)
      .nth(at)
      .click({ position: { x: 40, y: 14 } });
  }
  async selectNothing(): Promise<void> {
    await this.canvas.click({ position: { x: 12, y: 12 } });
    await expect(this.inspector.getByRole('heading', { name: 'Model', exact: true })).toBeVisible();
  }

  /** The field of the inspector that has this label. */
  field(label: string): Locator {
    return this.inspector.getByRole('spinbutton', { name: label, exact: true });
  }
  /** Types a number into a field of the inspector. */
  async set(label: string, value: string): Promise<void> {
    await this.field(label).fill(value);
  }
  choice(label: string): Locator {
    return this.inspector.getByRole('combobox', { name: label, exact: true });
  }

  async addBlock(title: string): Promise<void> {
    await this.palette.getByRole('button', { name: title, exact: true }).click();
  }
  /** Draws a wire from one dot to another with the mouse, and stops over the second without letting go. */
  async drawWire(from: Locator, to: Locator): Promise<void> {
    await from.hover();
    await this.page.mouse.down();
    await to.hover();
  }

  async tab(name: 'Training' | 'Runs' | 'Data' | 'Problems' | 'Doctor'): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }
  /** A curve of the open Training tab. */
  chart(title: string): Locator {
    return this.dock.getByRole('figure', { name: `${title} chart`, exact: true });
  }
  runRow(number: number): Locator {
    return this.runs.getByRole('row', { name: new RegExp(`\\bRun ${number}\\b`) });
  }

  run(): Promise<void> {
    return this.training.getByRole('button', { name: 'Run', exact: true }).click();
  }
  /** Trains by an entry of the menu beside Run. */
  async runAs(entry: string | RegExp): Promise<void> {
    await this.training.getByRole('button', { name: 'More ways to run' }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }
  press(name: 'Start' | 'Pause' | 'Resume' | 'Stop' | 'Undo' | 'Redo'): Promise<void> {
    return this.topBar.getByRole('button', { name, exact: true }).click();
  }

  /** Waits until everything is on disk. */
  async saved(): Promise<void> {
    await expect(this.topBar.getByRole('status', { name: 'Saved state' })).toHaveText('Saved');
  }
}
