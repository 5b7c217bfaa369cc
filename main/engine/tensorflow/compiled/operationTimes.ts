import protobuf from 'protobufjs';
import type { OperationTime } from '../../engine.ts';

/* The part of tensorflow/core/protobuf/config.proto (RunMetadata) and core/framework/step_stats.proto that tells how long operations took. */
const root = protobuf.Root.fromJSON({
  nested: {
    Operation: {
      fields: {
        name: { type: 'string', id: 1 },
        label: { type: 'string', id: 8 },
        began: { type: 'int64', id: 14 },
        ended: { type: 'int64', id: 15 },
      },
    },
    Device: { fields: { operations: { type: 'Operation', id: 2, rule: 'repeated' } } },
    Stats: { fields: { devices: { type: 'Device', id: 1, rule: 'repeated' } } },
    RunMetadata: { fields: { stats: { type: 'Stats', id: 1 } } },
  },
});

interface RunMetadata {
  readonly stats?: { readonly devices?: readonly { readonly operations?: readonly Operation[] }[] };
}
interface Operation {
  readonly name: string;
  /** `node = Kind(inputs)`. */
  readonly label?: string;
  /** Nanoseconds after the operation was begun, and until it gave its result. */
  readonly began?: number;
  readonly ended?: number;
}

/** The time of each operation in the bytes of a RunMetadata. */
export function operationTimes(metadata: Uint8Array): readonly OperationTime[] {
  const type = root.lookupType('RunMetadata');
  const { stats } = type.toObject(type.decode(metadata), { longs: Number }) as RunMetadata;
  return (stats?.devices ?? []).flatMap(({ operations = [] }) =>
    operations.map(({ name, label = '', began = 0, ended = 0 }) => ({
      kind: / = (\w+)\(/.exec(label)?.[1] ?? name,
      milliseconds: (ended - began) / 1e6,
    })),
  );
}
