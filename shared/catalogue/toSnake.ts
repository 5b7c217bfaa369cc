/** `kernelSize` -> `kernel_size`: a name as Keras has it. */
export const toSnake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
