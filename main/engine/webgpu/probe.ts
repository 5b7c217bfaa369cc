import { describeAdapter, requestAdapter } from './requestAdapter.ts';
import type { Found } from './findAdapter.ts';

/** A process of its own that looks for the graphics card and writes what it found: whatever a driver does, only this process ends. */
const found: Found = await requestAdapter().then(
  (adapter) => ({ ...describeAdapter(adapter), reason: null }),
  (error: unknown) => ({ reason: error instanceof Error ? error.message : String(error) }),
);
process.stdout.write(JSON.stringify(found), () => process.exit(0));
