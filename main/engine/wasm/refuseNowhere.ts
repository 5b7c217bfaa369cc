import { OutOfRoom } from '../outOfMemory.ts';

/** The part of tfjs's module that gives memory to tensors. */
export interface Allocator {
  /** The address of so many bytes; 0 where there is no room for them. */
  _malloc: (bytes: number) => number;
  _free(address: number): void;
}

/** What addresses of 32 bits reach. */
const room = 4 * 1024 ** 3;

/**
 * Makes an allocator say that it has no room. It gives the address 0 then, which tfjs takes for one like any other and writes the tensor there, over what the
 * module keeps at its beginning, so that numbers would be wrong without a word; or it stumbles itself, close to the end of its memory.
 */
export function refuseNowhere(module: Allocator): void {
  // The first call puts the function itself in the place of what looks it up.
  module._free(module._malloc(1));
  const allocate = module._malloc;
  module._malloc = (bytes) => {
    const address = addressOrNone(() => allocate(bytes));
    if (address === 0 && bytes > 0) throw new OutOfRoom('WebAssembly holds 4 GB at most', room);
    return address;
  };
}

function addressOrNone(allocate: () => number): number {
  try {
    return allocate();
  } catch (error) {
    // As WebAssembly names what it stumbles over.
    if (error instanceof Error && error.name === 'RuntimeError') return 0;
    throw error;
  }
}
