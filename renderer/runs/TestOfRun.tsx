import { FlaskConical } from 'lucide-react';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { testRun } from '../state/runActions.ts';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuItem, MenuTitle } from '../ui/Menu.tsx';
import { formatMetric, keyTitle, metricOfKey, sortKeys } from '../ui/metricWords.ts';
import { testChoices, testWords } from './testWords.ts';

/** The test of a run that has ended: a button until the test set was looked at, then what it said. */
export function TestOfRun({ run }: { readonly run: RunRow }) {
  const keys = sortKeys(Object.keys(run.metrics).filter((key) => key.startsWith('test_')));
  if (keys.length > 0) {
    // The most telling one last: an accuracy rather than the loss.
    const key = keys.at(-1) ?? '';
    return (
      <span
        className="hidden shrink-0 text-muted @min-[30rem]:inline"
        title={[...keys.map((each) => `${keyTitle(each)} ${formatMetric(metricOfKey(each), run.metrics[each] ?? 0)}`), testWords(run)].join(
          '\n',
        )}
      >
        {keyTitle(key)} <span className="font-medium text-ink">{formatMetric(metricOfKey(key), run.metrics[key] ?? 0)}</span>
      </span>
    );
  }
  const choices = testChoices(run).filter(({ open }) => open);
  const [first] = choices;
  if (!first) return null;
  const look = (
    <Button
      className="hidden! h-6! px-2! text-xs! @min-[22rem]:inline-flex!"
      title="Evaluates the test examples, which training never saw. Do it once, at the end."
      onClick={choices.length === 1 ? () => void testRun(run, first.weights) : undefined}
    >
      <FlaskConical className="size-3.5!" /> Test
    </Button>
  );
  if (choices.length === 1) return look;
  return (
    <Menu label={`Test Run ${run.number}`} trigger={look}>
      <MenuTitle>On the test examples, once, at the end</MenuTitle>
      {choices.map(({ weights, title }) => (
        <MenuItem key={weights} onSelect={() => void testRun(run, weights)}>
          {title}
        </MenuItem>
      ))}
    </Menu>
  );
}
