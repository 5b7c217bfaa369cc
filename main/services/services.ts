import type { Handlers } from '../../shared/ipc/server.ts';
import type { Core } from '../core/openCore.ts';
import { engineServices } from './engineServices.ts';
import { projectServices } from './projectServices.ts';
import { runServices } from './runServices.ts';
import { settingsServices } from './settingsServices.ts';

/** Every command of the contract, answered by the core. */
export const services = (core: Core): Handlers => ({
  ...projectServices(core),
  ...runServices(core),
  ...engineServices(core),
  ...settingsServices(core),
});
