import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindingName, graphSessionName, standardErrorName } from './manifest.ts';
import { findCommand, runCommand } from './runCommand.ts';
import { SupplyError } from './supplyError.ts';

/** One file that Node can load, and what it is compiled from. */
export interface Addon {
  readonly name: string;
  readonly files: readonly string[];
  /** Folders for `#include`, before TensorFlow's own. */
  readonly includes: readonly string[];
  /** Whether it calls TensorFlow. */
  readonly linked: boolean;
}

/** The addon that runs graphs, and the kernels in it. */
const sessionSources = [
  'graphSession.cc',
  'sessionGraph.cc',
  'sessionRuns.cc',
  'updateKernel.cc',
  'lstmKernels.cc',
  'matmulKernel.cc',
  'convolutionKernel.cc',
  'convolutionGradients.cc',
  'poolingKernels.cc',
  'normalizationKernels.cc',
  'rescaleKernel.cc',
  'softmaxKernel.cc',
];

/** tfjs-node's binding, from the installed npm packages, and our own addons: one keeps its loading quiet, one runs graphs. */
export function engineAddons(): Addon[] {
  const require = createRequire(import.meta.url);
  const tfjs = dirname(require.resolve('@tensorflow/tfjs-node/package.json'));
  const headers = join(dirname(require.resolve('node-api-headers/package.json')), 'include');
  const native = (name: string): string => join(import.meta.dirname, '../native', name);
  const files = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(tfjs, 'binding', name));
  return [
    { name: bindingName, files, includes: [tfjs, headers], linked: true },
    { name: standardErrorName, files: [native('standardError.cc')], includes: [headers], linked: false },
    {
      name: graphSessionName,
      files: sessionSources.map(native),
      includes: [headers],
      linked: true,
    },
  ];
}

/** The C++ compiler of this machine ($CXX first), or a SupplyError that says what to install. */
export async function findCompiler(environment: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<string> {
  const chosen = environment.CXX ? [[environment.CXX]] : [];
  const compiler = await findCommand([...chosen, ['g++'], ['clang++'], ['c++']], { environment, signal });
  if (compiler?.[0]) return compiler[0];
  const advice = process.platform === 'darwin' ? 'run "xcode-select --install"' : 'install g++ (Debian/Ubuntu: sudo apt install g++)';
  throw new SupplyError(`no C++ compiler found: ${advice}, then run "npm run engine"`);
}

/** The compiler's first line that says what is wrong. */
function reasonOf(stderr: string): string {
  const lines = stderr.split('\n');
  return (lines.find((line) => /\berror\b/.test(line)) ?? lines.find((line) => line.trim() !== '') ?? 'it gave no reason').trim();
}

/**
 * Compiles an addon into `folder`, where TensorFlow's libraries and its headers (`include/`) lie; the libraries are looked for beside the
 * addon when it is loaded. Throws a SupplyError with the compiler's first complaint.
 */
export async function compileAddon(
  compiler: string,
  addon: Addon,
  folder: string,
  libraries: readonly string[],
  options: { environment: NodeJS.ProcessEnv; signal?: AbortSignal },
): Promise<void> {
  const mac = process.platform === 'darwin';
  // Nobody asks errno what a square root thought of its number, and loops that would have to cannot be vectorized.
  const flags = [
    '-O3',
    '-fno-math-errno',
    '-std=c++17',
    '-shared',
    '-fPIC',
    '-DNAPI_VERSION=8',
    ...(mac ? ['-undefined', 'dynamic_lookup'] : []),
  ];
  const includes = [...addon.includes, join(folder, 'include')].map((path) => `-I${path}`);
  const linked = addon.linked ? [...libraries.map((name) => join(folder, name)), `-Wl,-rpath,${mac ? '@loader_path' : '$ORIGIN'}`] : [];
  const result = await runCommand(compiler, [...flags, ...includes, '-o', join(folder, addon.name), ...addon.files, ...linked], options);
  if (result.code !== 0) throw new SupplyError(`${compiler} could not build ${addon.name}: ${reasonOf(result.stderr)}`);
}
