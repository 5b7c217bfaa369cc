import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, type BrowserWindow, type Rectangle } from 'electron';

const file = (folder: string): string => join(folder, 'window.json');
const first = { width: 1440, height: 900 };

const isRectangle = (value: unknown): value is Rectangle =>
  typeof value === 'object' &&
  value !== null &&
  ['x', 'y', 'width', 'height'].every((key) => Number.isFinite((value as Readonly<Record<string, unknown>>)[key]));

/** Where the window was last, when that is still on a screen; else a first size, centred. */
export function readBounds(folder: string): Partial<Rectangle> {
  try {
    const bounds: unknown = JSON.parse(readFileSync(file(folder), 'utf8'));
    if (!isRectangle(bounds)) return first;
    const { x, y, width, height } = bounds;
    const seen = screen
      .getAllDisplays()
      .some(
        ({ workArea: area }) =>
          x < area.x + area.width - 100 && x + width > area.x + 100 && y >= area.y - 20 && y < area.y + area.height - 100,
      );
    return seen ? { x, y, width, height } : first;
  } catch {
    return first;
  }
}

/** Keeps the window's place when it closes. Failing to is no reason to trouble anyone. */
export function rememberBounds(window: BrowserWindow, folder: string): void {
  window.on('close', () => {
    try {
      writeFileSync(file(folder), JSON.stringify(window.getNormalBounds()));
    } catch {
      // The next window opens at its first size.
    }
  });
}
