/** Whether an error tells of memory that could not be had, in the words of TensorFlow, CUDA, Dawn, V8 or the C++ library. */
export const isOutOfMemory = (error: unknown): boolean =>
  /out of memory|\bOOM\b|RESOURCE_EXHAUSTED|failed to allocate|allocation fail|bad_alloc/i.test(
    error instanceof Error ? error.message : String(error),
  );
