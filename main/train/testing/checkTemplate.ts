import { trainTemplate } from './trainTemplate.ts';
import { isReached, type TemplateCase } from './templateCases.ts';

/** Trains a template as its case says; tells what came of it where it did not end or does not come far enough, else null. */
export async function checkTemplate(own: TemplateCase): Promise<string | null> {
  let problem: string | null = null;
  await trainTemplate(own.id, own.overrides, ({ messages }) => {
    const last = messages.at(-1);
    const value = messages.filter((message) => message.type === 'epochEnded').at(-1)?.metrics[own.metric] ?? Number.NaN;
    if (last?.type !== 'ended' || last.outcome !== 'finished') problem = `the training ended with ${JSON.stringify(last)}`;
    else if (!isReached(own, value)) problem = `${own.metric} is ${value}, asked is ${own.bound}`;
  });
  return problem;
}
