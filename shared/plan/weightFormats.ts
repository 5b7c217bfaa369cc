/** A kind of file from which a project can take weights. */
export interface WeightFormat {
  readonly id: 'tfjs' | 'keras' | 'hdf5';
  /** What it is: `a Keras model`. */
  readonly title: string;
  /** What its files are called: `.keras`. */
  readonly files: string;
  /** Ends of its files' names, without the dot, for a window in which one is chosen. */
  readonly extensions: readonly string[];
}

/** All kinds of files from which weights can be taken; each has its reader in `main/engine/readBack`. */
export const weightFormats: readonly WeightFormat[] = [
  { id: 'keras', title: 'a Keras model', files: '.keras', extensions: ['keras'] },
  { id: 'hdf5', title: 'Keras weights or an older Keras model in HDF5', files: '.weights.h5 or .h5', extensions: ['h5', 'hdf5'] },
  { id: 'tfjs', title: 'a TF.js layers model', files: 'model.json or its folder', extensions: ['json'] },
];

/** The formats in words: `a Keras model (.keras), … or a TF.js layers model (model.json or its folder)`. */
export const weightFormatWords = weightFormats
  .map(({ title, files }) => `${title} (${files})`)
  .join(', ')
  .replace(/, (?=[^,]*$)/, ', or ');
