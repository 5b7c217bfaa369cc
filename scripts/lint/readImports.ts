import { parseSync } from 'vite';

/** One import of a file: what it names and in which line. */
export interface Import {
  readonly target: string;
  readonly line: number;
}

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
const literal = (node: unknown): string | null =>
  isTree(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;

/** What a node of the syntax tree imports: import and export declarations, `import()`, `import('x').Type`, `require('x')`, `*.resolve('x')`. */
function importOf(node: Tree): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literal(node.source);
    case 'TSExternalModuleReference':
      return literal(node.expression);
    case 'CallExpression': {
      const callee = isTree(node.callee) ? node.callee : {};
      const name = isTree(callee.property) ? callee.property.name : callee.name;
      return (name === 'require' || name === 'resolve') && Array.isArray(node.arguments) ? literal(node.arguments[0]) : null;
    }
    default:
      return null;
  }
}

/** Every import in a source text, types included. Throws an Error naming the file when it cannot be parsed. */
export function readImports(file: string, text: string): Import[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const found: Import[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isTree(value)) return;
    const target = importOf(value);
    if (target !== null) found.push({ target, line: text.slice(0, Number(value.start)).split('\n').length });
    Object.values(value).forEach(visit);
  };
  visit(program);
  return found;
}
