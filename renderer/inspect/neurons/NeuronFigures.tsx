import { findActivation } from '../../../shared/catalogue/index.ts';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import { formatSigned } from '../../ui/formatNumber.ts';
import { FunctionPlot } from '../../ui/FunctionPlot.tsx';
import { SumsOfUnits } from './SumsOfUnits.tsx';
import { UnitBars } from './UnitBars.tsx';
import { WeightPictures } from './WeightPictures.tsx';

/** A neuron in pictures: its weights as a picture, its activation, and the other units. */
export function NeuronFigures({ view, onUnit }: { readonly view: NeuronView; readonly onUnit: (unit: number) => void }) {
  const { layer, sum, picture } = view;
  const { title, curve } = findActivation(layer.activation.kind);
  const { values } = layer.activation;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {picture && <WeightPictures view={view} picture={picture} />}
      <div>
        <h3 className="m-0 mb-1 text-xs font-medium text-muted">
          {curve ? `${title} at z = ${formatSigned(sum)}` : `${title} goes by the sums of all units`}
        </h3>
        {curve && <FunctionPlot title={title} curve={(x) => curve(x, values)} mark={sum} />}
        {!curve && <SumsOfUnits view={view} />}
      </div>
      <UnitBars view={view} onUnit={onUnit} />
    </div>
  );
}
