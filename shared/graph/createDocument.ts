import { dataParams } from '../catalogue/dataParams.ts';
import { defaultValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import { documentVersion, type ProjectDocument } from './document.ts';
import { newId } from './newId.ts';
import { toJson } from './toJson.ts';

/** An empty project with the default training and data choices. */
export function createDocument(name: string): ProjectDocument {
  const root = 'main';
  return {
    format: 'netloom-project',
    version: documentVersion,
    id: newId('project'),
    name,
    notes: '',
    root,
    graphs: { [root]: { id: root, name: 'Model', nodes: {}, edges: {} } },
    training: toJson(defaultValues(trainingParams)),
    data: toJson(defaultValues(dataParams)),
  };
}
