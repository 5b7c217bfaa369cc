import type { KerasJob } from './kerasJob.ts';
import type { Python } from './pythonText.ts';

/** The call that compiles a model; `optimizer` is Python. `named`: loss and metrics are told by the Output's name even where there is only one. */
export function compileModel(model: string, heads: KerasJob['heads'], optimizer: string, python: Python, named = false): string {
  const perHead = (texts: readonly string[]): string =>
    heads.length === 1 && !named
      ? (texts[0] ?? 'None')
      : `{${heads.map(({ name }, at) => `${JSON.stringify(name)}: ${texts[at]}`).join(', ')}}`;
  const weighed = heads.some(({ lossWeight }) => lossWeight !== 1);
  const watched = heads.some(({ metrics = [] }) => metrics.length > 0);
  return [
    `${model}.compile(`,
    `    optimizer=${optimizer},`,
    `    loss=${perHead(heads.map(({ loss }) => python.object(loss, 'losses')))},`,
    ...(weighed ? [`    loss_weights=${perHead(heads.map(({ lossWeight }) => python.value(lossWeight, true)))},`] : []),
    ...(watched
      ? [`    metrics=${perHead(heads.map(({ metrics = [] }) => `[${metrics.map((metric) => python.value(metric)).join(', ')}]`))},`]
      : []),
    ')',
  ].join('\n');
}
