import { useState } from 'react';
import { learningRate } from '../../shared/catalogue/optimizers/learningRate.ts';
import { isItem, type Values } from '../../shared/catalogue/params.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import { isBeyondUse, isBroken } from '../../shared/run/brokenLoss.ts';
import { goesBy, type Course } from '../../shared/run/goesBy.ts';
import { mergeEdits, runEditSchema } from '../../shared/run/runEdit.ts';
import { smallerRate } from '../../shared/run/usualRate.ts';
import { ParamForm } from '../inspector/ParamForm.tsx';
import { controlRun } from '../state/runActions.ts';
import { openDialog } from '../state/sessionStore.ts';
import { attempt, contract, runs } from '../state/studio.ts';
import { useRunDocument } from '../state/useRunDocument.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/Dialog.tsx';

/** The name of the field of a phase. */
const rateOf = (phase: string): string => `rate of ${phase}`;

/** Changes the learning rate and the schedule of a paused run; the project stays as it is. Blocks are changed in the project, and applied. */
export function EditRunDialog({ run }: { readonly run: string }) {
  const trained = useRunDocument(run);
  const row = runs.getState().runs[run];
  const edits = row?.edits ?? [];
  const broken = row !== undefined && isBroken(row);
  // The project may say something else by now: the form begins with what the run goes by.
  const beyond = row !== undefined && isBeyondUse(row);
  return trained && <EditRunForm run={run} broken={broken} beyond={beyond} course={goesBy(trained, mergeEdits(edits.map(({ edit }) => edit)))} />;
}

interface FormProps {
  readonly run: string;
  readonly broken: boolean;
  /** What it would go on from is of no use. */
  readonly beyond: boolean;
  readonly course: Course;
}

function EditRunForm({ run, broken, beyond, course }: FormProps) {
  const { schedule } = course;
  // With several phases each has a learning rate.
  const several = course.rates.some(({ phase }) => phase !== '');
  const rates = course.rates.map(({ phase, optimizer, rate }) =>
    several
      ? { phase, optimizer, rate, name: rateOf(phase), title: `Learning rate of ${phase}` }
      : { phase, optimizer, rate, name: 'learningRate', title: 'Learning rate' },
  );
  const params = {
    ...Object.fromEntries(rates.map(({ name, title }) => [name, { ...learningRate(0.001), title }])),
    schedule: trainingParams.schedule,
  };
  const [values, setValues] = useState<Values>({
    ...Object.fromEntries(rates.map(({ name, optimizer, rate }) => [name, broken ? smallerRate(optimizer, rate ?? 0.001) : (rate ?? 0.001)])),
    schedule,
  });
  const close = (): void => openDialog(null);
  const apply = async (goOn: boolean): Promise<void> => {
    const chosen = isItem(values['schedule']) ? values['schedule'] : schedule;
    const edit = runEditSchema.parse({
      ...(several
        ? { rates: Object.fromEntries(rates.map(({ phase, name }) => [phase, Number(values[name])])) }
        : { learningRate: Number(values['learningRate']) }),
      schedule: { kind: chosen.kind, values: chosen.values },
    });
    const done = await attempt('change the run', async () => runs.put(await contract.call('editRun', { run, edit })));
    if (!done) return;
    close();
    if (goOn) void controlRun('resumeRun', run);
  };
  return (
    <Dialog title={broken ? 'Change the stopped run' : 'Change the paused run'} onClose={close} className="w-[420px]">
      <DialogBody>
        <p className="m-0 mb-2 text-muted">
          {broken && 'Its loss became no number: the steps were too long. Here is a smaller learning rate. '}
          {beyond && 'The weights it keeps are too large to learn from, so a new run with a smaller rate is the better way. '}
          The run goes on with these from {beyond ? 'those' : broken ? 'its last good weights' : 'where it stands'}, and its record tells the change. Rates of
          dropouts, and what is frozen, are changed at their blocks.
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
