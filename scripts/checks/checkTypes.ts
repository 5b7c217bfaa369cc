import { runTool } from './runTool.ts';

/** Each layer against the types it may know, then every file, tests included. */
const projects = ['tsconfig.shared.json', 'tsconfig.main.json', 'tsconfig.renderer.json', 'tsconfig.json'];

/** Type check of the whole tree; the compiler's messages go to the terminal. Returns whether all is well. */
export async function checkTypes(): Promise<boolean> {
  let good = true;
  for (const project of projects) good = (await runTool('typescript', 'tsc', ['--project', project, '--pretty'])) && good;
  return good;
}
