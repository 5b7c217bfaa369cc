import { trainTemplate } from './trainTemplate.ts';
import { isReached, type TemplateCase } from './templateCases.ts';

/** Trains a template as its case says. Throws where it does not end, or does not come far enough. */
export async function checkTemplate(own: TemplateCase): Promise<void> {
  await trainTemplate(own.id, own.overrides, ({ messages }) => {
    const last = messages.at(-1);
    if (last?.type !== 'ended' || last.outcome !== 'finished') throw new Error(`the training ended with ${JSON.stringify(last)}`);
    const value = messages.filter((message) => message.type === 'epochEnded').at(-1)?.metrics[own.metric] ?? Number.NaN;
    if (!isReached(own, value)) throw new Error(`${own.metric} is ${value}, asked is ${own.bound}`);
  });
}
