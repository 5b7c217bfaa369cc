import type { Handlers } from '../../shared/ipc/server.ts';
import type { Core } from '../core/openCore.ts';

/** Training runs and what is made of them. */
export const runServices = ({ runs }: Core) =>
  ({
    startRun: (input) => runs.start(input),
    pauseRun: ({ run }) => runs.pause(run),
    resumeRun: ({ run, engine }) => runs.resume(run, engine),
    editRun: ({ run, edit }) => runs.edit(run, edit),
    stopRun: ({ run }) => runs.stop(run),
    deleteRun({ run }) {
      runs.remove(run);
      return {};
    },
    testRun: ({ run, weights }) => runs.test(run, weights),
    getRunWeights: ({ run, weights }) => runs.weightSource(run, weights),
    importWeights: ({ path }) => runs.importWeights(path),
    getRunSamples: ({ run }) => ({ samples: runs.samples(run) }),
    getNeuron: ({ run, ...asked }) => runs.neuron(run, asked),
    predictExamples: ({ run, ...asked }) => runs.predict(run, asked),
    listRuns: ({ project }) => runs.list(project),
    getRun: ({ run }) => runs.find(run),
    getRunDocument: ({ run }) => runs.document(run),
    getPoints: ({ run, after, limit, unit }) => runs.points(run, after, limit, unit),
    findLearningRate: ({ document, engine, phase }) => runs.findRate(document, engine, phase),
    exportRun: ({ run, format, directory, weights }) => runs.export(run, format, directory, weights),
  }) satisfies Partial<Handlers>;
