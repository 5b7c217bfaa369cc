import { blockGroups, type Block } from '../catalogue/block.ts';
import { notHere } from '../catalogue/notHere.ts';
import type { Param, Value } from '../catalogue/params.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { formatShape } from '../catalogue/tensorSpec.ts';

/** The page of a block in docs/blocks, in Markdown: all of it from the declaration. */
export function blockPage(block: Block): string {
  const group = blockGroups.find((own) => own.id === block.group)?.title ?? block.group;
  const params = Object.entries(block.params);
  return [
    `# ${block.title}`,
    '',
    block.summary,
    ...(block.formula ? ['', `    ${block.formula}`] : []),
    '',
    `Kind \`${block.kind}\`, in the palette under ${group}, \`${block.keras.name}\` in Keras.`,
    '',
    '## Ports',
    '',
    ...(block.inputs.length === 0
      ? ['No input: data enters here.']
      : block.inputs.map((port) => `- in \`${port.name}\`${portRule(port)}${port.help ? `: ${port.help}` : ''}`)),
    ...(block.outputs.length === 0 ? ['- no output: the end of the model'] : block.outputs.map((port) => `- out \`${port.name}\``)),
    ...(params.length === 0
      ? []
      : [
          '',
          '## Parameters',
          '',
          '| name | takes | default | what it does |',
          '|---|---|---|---|',
          ...params.map(([name, param]) => `| \`${name}\` | ${takes(param)} | ${show(param.default)} | ${param.help} |`),
        ]),
    ...(block.keras.lacks?.length
      ? ['', '## What Keras has besides', '', ...block.keras.lacks.map((name) => `- \`${name}\`: ${notHere[name]}`)]
      : []),
    ...(block.rules?.length ? ['', '## Rules', '', ...block.rules.map((rule) => `- ${rule.message}`)] : []),
    '',
    '## Examples',
    '',
    '| input | parameters | output | weights |',
    '|---|---|---|---|',
    ...block.cases.map((test) => {
      const inputs = Object.values(test.inputs)
        .flat()
        .map((shape) => formatShape(shape));
      const { values } = parseValues(block.params, test.values ?? {});
      const given = Object.keys(test.values ?? {}).map((name) => `${name} ${show(values[name] ?? '')}`);
      const output = block.outputs.length === 0 ? '' : formatShape(test.output);
      return `| ${inputs.join(' and ')} | ${given.join(', ') || 'defaults'} | ${output} | ${test.weights.toLocaleString('en-US')} |`;
    }),
    '',
  ].join('\n');
}

function portRule(port: Block['inputs'][number]): string {
  if (port.variadic) return port.max === port.min ? `, ${port.min} wires` : `, ${port.min ?? 1} or more wires`;
  return port.optional ? ', optional' : '';
}

function takes(param: Param): string {
  switch (param.type) {
    case 'int':
    case 'float': {
      const kind = param.type === 'int' ? 'whole number' : 'number';
      const low = param.min === undefined ? null : `${param.type === 'float' && param.exclusiveMin ? 'above' : 'from'} ${param.min}`;
      const high = param.max === undefined ? null : `${param.type === 'float' && param.exclusiveMax ? 'below' : 'to'} ${param.max}`;
      return [kind, low, high].filter((part) => part !== null).join(' ');
    }
    case 'bool':
      return 'true or false';
    case 'choice':
      return param.choices.join(', ');
    case 'size':
      return `${param.parts.join(', ').replace(/, ([^,]*)$/, ' and $1')} from ${param.min}`;
    case 'shape':
      return `lengths${param.infer ? ', one may be -1' : ''}`;
    case 'ints':
      return ['whole numbers', param.min === undefined ? null : `from ${param.min}`].filter((part) => part !== null).join(' ');
    case 'optional':
      return `${takes(param.of)}, or none`;
    case 'text':
      return 'text';
    case 'graph':
      return 'a graph of the project';
    case 'expression':
      return 'a formula over y and q';
    case 'metric':
      return 'a metric, or automatic';
    case 'column':
      return `a ${param.role} column of the data set, or automatic`;
    case 'files':
      return 'files of yours';
    case 'item':
      return `one of the ${param.family}`;
    case 'items':
      return `any of the ${param.family}`;
  }
}

function show(value: Value): string {
  if (typeof value === 'string') return value === '' ? 'automatic' : value;
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  if (typeof value === 'boolean') return String(value);
  if (value === null) return 'none';
  if ('kind' in value) return value.kind;
  if ('path' in value) return value.path === '' ? 'none' : value.path;
  if (value.length === 0) return 'none';
  return value.map((entry: Value) => show(entry)).join(typeof value[0] === 'number' ? ' × ' : ', ');
}

/** The list of all pages. */
export function blockIndex(blocks: readonly Block[]): string {
  return [
    '# Blocks',
    '',
    'Written from the catalogue by `npm run docs`; a test fails when a page is stale.',
    ...blockGroups.flatMap(({ id, title }) => {
      const own = blocks.filter((block) => block.group === id);
      return own.length === 0
        ? []
        : ['', `## ${title}`, '', ...own.map((block) => `- [${block.title}](${block.kind}.md): ${block.summary}`)];
    }),
    '',
  ].join('\n');
}
