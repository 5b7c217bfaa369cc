/** Memory that an engine could not have, where it has a limit of its own: `room` bytes in all, however much the machine has. */
export class OutOfRoom extends Error {
  readonly room: number;

  constructor(message: string, room: number) {
    super(message);
    this.name = 'OutOfRoom';
    this.room = room;
  }
}

/**
 * Whether an error tells of memory that could not be had, in the words of TensorFlow, CUDA, Dawn, V8, WebAssembly or the C++ library; oneDNN has a number for
 * it (`dnnl_out_of_memory`).
 */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof OutOfRoom ||
  /out of memory|\bOOM\b|RESOURCE_EXHAUSTED|failed to allocate|allocation fail|bad_alloc|memory access out of bounds|exception:\s*Status: 1,/i.test(
    error instanceof Error ? error.message : String(error),
  );
