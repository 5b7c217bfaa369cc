import { checkLayers } from '../lint/checkLayers.ts';
import { root, runTool } from './runTool.ts';

/** The linter, then the folder rule; what they find goes to the terminal. Returns whether all is well. */
export async function checkLint(): Promise<boolean> {
  const clean = await runTool('oxlint', 'oxlint', ['.']);
  const { files, violations } = checkLayers(root);
  for (const violation of violations) console.error(violation);
  console.log(`folder rule: ${files} files read, ${violations.length} violations`);
  return clean && violations.length === 0;
}
