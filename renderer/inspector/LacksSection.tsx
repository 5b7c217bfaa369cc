import { notHere, type LackedArgument } from '../../shared/catalogue/notHere.ts';
import { Section } from '../ui/Section.tsx';
import { sentence } from '../ui/sentence.ts';

/** Arguments of Keras's layer that the block has no field for, and what holds in their place: for those who look for one. */
export function LacksSection({ lacks }: { readonly lacks: readonly LackedArgument[] }) {
  return (
    <Section title="What Keras has besides" folded>
      <dl className="m-0 flex flex-col gap-1.5 text-xs">
        {lacks.map((name) => (
          <div key={name}>
            <dt className="font-medium" data-selectable>
              {name}
            </dt>
            <dd className="m-0 text-muted">{sentence(notHere[name])}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
