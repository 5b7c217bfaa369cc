/**
 * The environment without what our engine tells TensorFlow in it (threads, exact repetition): another framework decides for itself, and would be slower
 * by our choices.
 */
export const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TF_') && name !== 'OMP_NUM_THREADS'));
