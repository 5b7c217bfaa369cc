import { useState } from 'react';
import { learningRate } from '../../shared/catalogue/optimizers/learningRate.ts';
import { isItem, type Values } from '../../shared/catalogue/params.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import { phaseOptimizers } from '../../shared/plan/phaseOptimizers.ts';
import { runEditSchema } from '../../shared/run/runEdit.ts';
import { ParamForm } from '../inspector/ParamForm.tsx';
import { controlRun } from '../state/runActions.ts';
import { openDialog } from '../state/sessionStore.ts';
import { attempt, contract, openProject, runs } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/Dialog.tsx';

/** The name of the field of a phase. */
const rateOf = (phase: string): string => `rate of ${phase}`;

/** Changes the learning rate and the schedule of a paused run; the project stays as it is. Blocks are changed in the project, and applied. */
export function EditRunDialog({ run }: { readonly run: string }) {
  const { training } = openProject().document;
  const { optimizer, schedule } = parseValues(trainingParams, training).values;
  const phases = phaseOptimizers(training);
  // With several phases each has a learning rate.
  const rates =
    phases.length === 0
      ? [{ name: 'learningRate', title: 'Learning rate', optimizer }]
      : phases.map((own) => ({ ...own, name: rateOf(own.name), title: `Learning rate of ${own.name}` }));
  const params = {
    ...Object.fromEntries(rates.map(({ name, title }) => [name, { ...learningRate(0.001), title }])),
    schedule: trainingParams.schedule,
  };
  const [values, setValues] = useState<Values>({
    ...Object.fromEntries(rates.map(({ name, optimizer: own }) => [name, own.values['learningRate'] ?? 0.001])),
    schedule,
  });
  const close = (): void => openDialog(null);
  const apply = async (goOn: boolean): Promise<void> => {
    const chosen = isItem(values['schedule']) ? values['schedule'] : schedule;
    const edit = runEditSchema.parse({
      ...(phases.length === 0
        ? { learningRate: Number(values['learningRate']) }
        : { rates: Object.fromEntries(phases.map(({ name }) => [name, Number(values[rateOf(name)])])) }),
      schedule: { kind: chosen.kind, values: chosen.values },
    });
    const done = await attempt('change the run', async () => runs.put(await contract.call('editRun', { run, edit })));
    if (!done) return;
    close();
    if (goOn) void controlRun('resumeRun', run);
  };
  return (
    <Dialog title="Change the paused run" onClose={close} className="w-[420px]">
      <DialogBody>
        <p className="m-0 mb-2 text-muted">
          The run goes on with these from where it stands, and its record tells the change. Rates of dropouts, and what is frozen, are
          changed at their blocks.
        </p>
        <ParamForm params={params} values={values} problems={[]} columns={[]} onChange={setValues} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={close}>Cancel</Button>
        <Button onClick={() => void apply(false)}>Change</Button>
        <Button look="primary" onClick={() => void apply(true)}>
          Change and resume
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
