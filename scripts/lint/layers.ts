/**
 * The folder rule, in one table: a folder imports itself and what its row lists, types included. `npm run lint` holds the tree to it and
 * `npm run lint -- --table` prints it. A folder of shared/, main/ or renderer/ without a row is refused, so that a new one gets its place.
 */

const model = ['shared/catalogue', 'shared/random', 'shared/graph', 'shared/plan'];
const everyShared = [...model, 'shared/templates', 'shared/codegen', 'shared/run', 'shared/ipc'];
const work = ['main/files', 'main/engine', 'main/data', 'main/train', 'main/store', 'main/export', 'main/inspect'];
const face = ['renderer/ui', 'renderer/state'];

/** Which folders a folder may import, apart from itself. The nearest row above a file counts. */
export const folderTable: Readonly<Record<string, readonly string[]>> = {
  'shared/catalogue': [],
  'shared/random': ['shared/catalogue'],
  'shared/graph': ['shared/catalogue', 'shared/random'],
  'shared/plan': ['shared/catalogue', 'shared/random', 'shared/graph'],
  'shared/templates': model,
  'shared/codegen': model,
  'shared/run': model,
  'shared/ipc': [...model, 'shared/run'],

  'main/files': [],
  'main/engine': [...model, 'shared/run', 'main/files'],
  'main/data': [...everyShared, 'main/files', 'main/engine'],
  'main/train': [...everyShared, 'main/files', 'main/engine', 'main/data'],
  'main/store': [...everyShared, 'main/files'],
  'main/export': [...everyShared, 'main/files', 'main/engine', 'main/data', 'main/train'],
  'main/inspect': [...everyShared, 'main/files', 'main/engine', 'main/data', 'main/train'],
  'main/core': [...everyShared, ...work],
  'main/services': [...everyShared, ...work, 'main/core'],
  'main/local': [...everyShared, 'main/files', 'main/core'],
  'main/serve': [...everyShared, 'main/core', 'main/local'],
  'main/cli': [...everyShared, ...work, 'main/core', 'main/services', 'main/local', 'main/serve'],

  'renderer/ui': everyShared,
  'renderer/state': everyShared,
  'renderer/canvas': [...everyShared, ...face],
  'renderer/palette': [...everyShared, ...face],
  'renderer/inspector': [...everyShared, ...face],
  'renderer/runs': [...everyShared, ...face],
  'renderer/inspect': [...everyShared, ...face, 'renderer/inspector'],
  'renderer/projects': [...everyShared, ...face],
  renderer: [
    ...everyShared,
    ...face,
    ...['canvas', 'palette', 'inspector', 'runs', 'inspect', 'projects'].map((name) => `renderer/${name}`),
  ],

  'app/renderer.tsx': ['renderer', ...everyShared],
  'app/preload.ts': ['shared/ipc', 'app/shell'],
  'app/shell': [...everyShared, 'main/local'],
  app: ['shared', 'main', 'app', 'renderer'],
};

/** Packages that live in few places; paths as in the folder table, `app/electron*` with a star. Tests and bench are exempt. */
export const packageTable: readonly { packages: readonly string[]; homes: readonly string[]; why: string }[] = [
  {
    packages: ['electron'],
    homes: ['app/electron*', 'app/preload.ts', 'app/shell'],
    why: 'everything but the shell runs without Electron',
  },
  { packages: ['@tensorflow/*'], homes: ['main/engine', 'main/export/tfjs/page'], why: 'the rest knows engines by their interface' },
  { packages: ['better-sqlite3'], homes: ['main/store'], why: 'one writer of the database' },
  {
    packages: [
      'react',
      'react-dom',
      '@xyflow/*',
      'radix-ui',
      'cmdk',
      'zustand',
      'lucide-react',
      'react-resizable-panels',
      'uplot',
      'elkjs',
    ],
    homes: ['renderer', 'app/renderer.tsx'],
    why: 'only the window draws',
  },
  {
    packages: ['node:*'],
    homes: [
      'main',
      'app/electron*',
      'app/shell',
      'app/core.ts',
      'app/serve.ts',
      'app/cli.ts',
      'app/worker.ts',
      'scripts',
      'e2e',
      'bench',
      '*.config.ts',
    ],
    why: 'shared/ is plain TypeScript, renderer/ runs in a browser',
  },
];

/** The only packages that shared/ may use at all. */
export const sharedPackages: readonly string[] = ['zod', 'mutative', '@noble/hashes'];

/** The table as text, for the documentation and for `npm run lint -- --table`. */
export function printTable(): string {
  const width = Math.max(...Object.keys(folderTable).map((folder) => folder.length));
  const folders = Object.entries(folderTable).map(([folder, allowed]) => `${folder.padEnd(width)}  ${allowed.join(' ') || '(nothing)'}`);
  const packages = packageTable.map((row) => `${row.packages.join(' ')}: only in ${row.homes.join(' ')} (${row.why})`);
  return [...folders, '', ...packages, `shared/ uses no package but ${sharedPackages.join(', ')}`].join('\n');
}
