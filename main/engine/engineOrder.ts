import type { EngineName } from '../../shared/run/engines.ts';
import { automaticOrder } from './engine.ts';
import { findAdapter } from './webgpu/findAdapter.ts';

/** The order in which the automatic choice tries the engines here: a graphics card that the processor plays comes last. */
export function engineOrder(): readonly EngineName[] {
  const found = findAdapter();
  const last = (name: EngineName): boolean => name === 'webgpu' && found.reason === null && found.software;
  return [...automaticOrder.filter((name) => !last(name)), ...automaticOrder.filter(last)];
}
