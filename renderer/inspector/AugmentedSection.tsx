import { useEffect, useRef, useState } from 'react';
import { Dices } from 'lucide-react';
import type { AugmentedExamples } from '../../shared/ipc/augmented.ts';
import type { GraphNode } from '../../shared/graph/document.ts';
import { messageOf } from '../state/connection.ts';
import { contract, useDocument } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { sentence } from '../ui/sentence.ts';

/** Milliseconds that a value stands still before it is shown: typing changes it often. */
const pause = 300;
const examples = 4;

type Shown =
  | { readonly of: 'nothing' }
  | { readonly of: 'problem'; readonly words: string }
  | { readonly of: 'examples'; readonly found: AugmentedExamples };

/** What a block that changes pictures makes of some of them, as a step of training has it: the pictures of that step, and its draws. */
export function AugmentedSection({ node }: { readonly node: GraphNode }) {
  const document = useDocument(({ open }) => open?.document ?? null);
  const graph = useDocument(({ open }) => open?.graph.id ?? '');
  const [step, setStep] = useState(0);
  const [shown, setShown] = useState<Shown>({ of: 'nothing' });
  useEffect(() => {
    if (!document) return undefined;
    let wanted = true;
    const timer = setTimeout(() => {
      contract.call('getAugmentedExamples', { document, graph, node: node.id, step, examples }).then(
        (found) => wanted && setShown({ of: 'examples', found }),
        (error: unknown) => wanted && setShown({ of: 'problem', words: messageOf(error) }),
      );
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [document, graph, node.id, step]);
  return (
    <Section title="What it does">
      {shown.of === 'problem' && <p className="m-0 text-xs text-muted">{sentence(shown.words)}</p>}
      {shown.of === 'examples' && (
        <>
          <div className="grid grid-cols-[auto_repeat(4,minmax(0,1fr))] items-center gap-1 text-2xs text-faint">
            <span className="pr-1">given</span>
            {shown.found.examples.map(({ row, before }) => (
              <Picture key={row} title={`Example ${row} as it is given`} of={shown.found} numbers={before} />
            ))}
            <span className="pr-1">made</span>
            {shown.found.examples.map(({ row, after }) => (
              <Picture key={row} title={`Example ${row} as this block makes it`} of={shown.found} numbers={after} />
            ))}
          </div>
          <p className="m-0 mt-1 mb-1.5 text-xs text-muted">
            The first examples of step {shown.found.step + 1}, with the draws that training makes there. When the model predicts, pictures
            pass as they are.
          </p>
          <Button onClick={() => setStep(shown.found.step + 1)}>
            <Dices /> Next step
          </Button>
        </>
      )}
    </Section>
  );
}

function Picture({ title, of, numbers }: { readonly title: string; readonly of: AugmentedExamples; readonly numbers: readonly number[] }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const {
    shape: [height, width, channels],
    range: [low, high],
  } = of;
  useEffect(() => {
    const pixels = new Uint8ClampedArray(width * height * 4);
    for (let at = 0; at < width * height; at++) {
      for (let channel = 0; channel < 3; channel++) {
        const value = numbers[at * channels + (channels >= 3 ? channel : 0)] ?? 0;
        pixels[at * 4 + channel] = ((value - low) / (high - low || 1)) * 255;
      }
      pixels[at * 4 + 3] = 255;
    }
    ref.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [numbers, width, height, channels, low, high]);
  return (
    <canvas
      ref={ref}
      width={width}
      height={height}
      role="img"
      aria-label={title}
      title={title}
      className="block w-full rounded-sm border border-edge [image-rendering:pixelated]"
    />
  );
}
