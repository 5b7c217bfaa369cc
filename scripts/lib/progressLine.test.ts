import { expect, test } from 'vitest';
import { progressLine } from './progressLine.mjs';

function record(terminal: { isTTY?: boolean; columns?: number }): { written: string[]; line: ReturnType<typeof progressLine> } {
  const written: string[] = [];
  const write = (text: string | Uint8Array): boolean => written.push(String(text)) > 0;
  return { written, line: progressLine({ ...terminal, write }) };
}

test('on a terminal one line is written again and again, and never wraps', () => {
  const { written, line } = record({ isTTY: true, columns: 20 });
  line.show('Fetching', 0.123, '12 of 100 MB');
  line.show('Fetching', 0.123, '12 of 100 MB');
  line.show('Fetching', 0.5, '');
  line.end();
  expect(written).toEqual(['\r\u001B[2KFetching 12 % (12 o', '\r\u001B[2KFetching 50 %', '\r\u001B[2K']);
});

test('in a log each tenth has its line', () => {
  const { written, line } = record({});
  for (let percent = 0; percent <= 100; percent += 1) line.show('Fetching', percent / 100, `${percent} MB`);
  line.show('Testing', null, '');
  line.end();
  expect(written).toHaveLength(12);
  expect(written[0]).toBe('Fetching 0 %\n');
  expect(written.at(-1)).toBe('Testing\n');
});
