import { useMemo } from 'react';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { watchableMetrics } from '../../shared/plan/watchedMetric.ts';
import { keyTitle } from '../ui/metricWords.ts';
import { useDocument } from '../state/studio.ts';
import { SelectInput } from '../ui/SelectInput.tsx';

interface MetricFieldProps {
  readonly title: string;
  readonly value: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly onCommit: (key: string) => void;
}

/** One of the metrics that a run of this project reports. */
export function MetricField({ title, value, describedBy, invalid, onCommit }: MetricFieldProps) {
  const document = useDocument(({ open }) => open?.document);
  const keys = useMemo(() => {
    const built = document && buildPlan(document);
    return built && 'plan' in built ? watchableMetrics(built.plan) : ['val_loss', 'loss'];
  }, [document]);
  const missing = value !== '' && !keys.includes(value);
  return (
    <SelectInput
      aria-label={title}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      value={value}
      choices={[
        { value: '', title: 'Automatic' },
        ...keys.map((key) => ({ value: key, title: keyTitle(key) })),
        ...(missing ? [{ value, title: `${keyTitle(value)} (not reported)` }] : []),
      ]}
      onCommit={onCommit}
    />
  );
}
