import { cacheFolder } from './cacheFolder.ts';
import { engineFolder } from './engineFolder.ts';
import { findNvidia, isOlder, type Nvidia } from './findNvidia.ts';
import { downloadBytes, findGpuRelease, oldestDriver } from './gpuRelease.ts';
import { checkFolder } from './manifest.ts';
import type { Release } from './release.ts';

/** What stands between this machine and training on an NVIDIA card. */
export type GpuState =
  /** No card or no driver, or no build of TensorFlow for this platform: nothing to say. */
  | { readonly state: 'none'; readonly reason: string }
  /** There is a card, and something to do, in words. */
  | { readonly state: 'missing' | 'damaged' | 'oldDriver'; readonly card: string; readonly advice: string }
  | { readonly state: 'ready'; readonly card: string; readonly folder: string };

export interface GpuOptions {
  readonly cache?: string;
  readonly release?: Release | null;
  readonly nvidia?: Nvidia | null;
}

/** How far training on an NVIDIA card is prepared here. Takes well under a millisecond. */
export function gpuState({ cache = cacheFolder(), release = findGpuRelease(), nvidia = findNvidia() }: GpuOptions = {}): GpuState {
  if (release === null) return { state: 'none', reason: `TensorFlow has no build for NVIDIA cards on ${process.platform} ${process.arch}` };
  if (nvidia === null) return { state: 'none', reason: 'no NVIDIA card with a driver was found in this machine' };
  const card = nvidia.cards[0] ?? 'NVIDIA graphics card';
  if (nvidia.driver !== null && isOlder(nvidia.driver, oldestDriver)) {
    const advice = `the driver ${nvidia.driver} of the ${card} is too old for CUDA 12: install ${oldestDriver} or newer, then run "netloom engines --gpu"`;
    return { state: 'oldDriver', card, advice };
  }
  const folder = engineFolder(release, cache);
  const found = checkFolder(folder);
  if (found.state === 'whole') return { state: 'ready', card, folder };
  const fetch = `"netloom engines --gpu" fetches what TensorFlow needs for it (${(downloadBytes(release) / 1e9).toFixed(1)} GB, once)`;
  return found.state === 'missing'
    ? { state: 'missing', card, advice: `the ${card} can train, too: ${fetch}` }
    : { state: 'damaged', card, advice: `what TensorFlow needs for the ${card} is damaged (${found.reason}): ${fetch}` };
}
