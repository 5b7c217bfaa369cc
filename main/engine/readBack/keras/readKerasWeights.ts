import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileBytes, type Bytes } from '../../../files/bytes.ts';
import { openMember, zipMembers } from '../../../files/zipMembers.ts';
import { legacyLayers } from './legacyLayers.ts';
import { nameLayers, type ReadWeights } from './nameLayers.ts';
import { openHdf5 } from './openHdf5.ts';
import { savedLayers } from './savedLayers.ts';

/** Reads the weights of a model that Keras 3 saved as `.keras`: a zip archive with the config and the weights. Rejects in words. */
export async function readKerasArchive(path: string): Promise<ReadWeights> {
  const handle = openSync(path, 'r');
  const folder = mkdtempSync(join(tmpdir(), 'netloom-keras-'));
  try {
    const whole = fileBytes(handle, path);
    const config = JSON.parse(textOf(memberOf(whole, 'config.json'))) as unknown;
    // The HDF5 library reads files.
    const weights = join(folder, 'model.weights.h5');
    writeFileSync(weights, contentOf(memberOf(whole, 'model.weights.h5')));
    return await readHdf5(weights, config);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error('its config.json is not JSON: the file is damaged', { cause: error });
    throw error;
  } finally {
    closeSync(handle);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the weights of an HDF5 file of Keras: `.weights.h5`, or the older `.h5` of a model or of its weights. Rejects in words. */
export const readKerasHdf5 = (path: string): Promise<ReadWeights> => readHdf5(path, null);

async function readHdf5(path: string, config: unknown): Promise<ReadWeights> {
  const { root, close } = await openHdf5(path);
  try {
    const isLegacy = root.group('model_weights') !== null || ['layer_names', 'layer_names0'].some((name) => root.attribute(name) !== null);
    const found = isLegacy ? legacyLayers(root) : savedLayers(root, config);
    if (found.length === 0) throw new Error('it has no weights of layers as Keras saves them');
    return nameLayers(found);
  } finally {
    close();
  }
}

function memberOf(whole: Bytes, name: string): Bytes {
  try {
    const members = zipMembers(whole);
    const member = members.find((own) => own.name === name);
    if (member) return openMember(whole, member);
    if (members.some((own) => own.name === 'model.weights.npz'))
      throw new Error('keeps its weights as .npz: save it once more where h5py is installed');
    throw new Error(`has no ${name}: it is no model that Keras saved`);
  } catch (error) {
    throw new Error(`it ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function contentOf(bytes: Bytes): Buffer {
  const content = Buffer.alloc(bytes.size);
  bytes.read(content, 0);
  return content;
}

const textOf = (bytes: Bytes): string => contentOf(bytes).toString('utf8');
