import { useEffect, useRef } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Canvas } from '../canvas/Canvas.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { session } from '../state/sessionStore.ts';
import { useDocument } from '../state/studio.ts';
import { Dock } from './Dock.tsx';
import { LeftPanel } from './LeftPanel.tsx';
import { expandPanel, holdPanel, notePanels, panelMemory, type PanelName } from './panels.ts';
import { StatusLine } from './StatusLine.tsx';

/** Height of the dock when it is folded to its tabs. */
const dockHead = 32;

const handles = { left: holdPanel('left'), right: holdPanel('right'), bottom: holdPanel('bottom') };

/** A place that folds, as it was left the last time. */
function useFolding(name: PanelName, folded: number) {
  const memory = useRef(panelMemory(name));
  return {
    panelRef: handles[name],
    collapsible: true,
    collapsedSize: folded,
    defaultSize: memory.current.folded ? folded : memory.current.size,
    groupResizeBehavior: 'preserve-pixel-size',
  } as const;
}

/** The five places: blocks, canvas, inspector, dock, each resized and folded as it was left; and the status line. */
export function StudioView() {
  const name = useDocument(({ open }) => open?.document.name);
  const left = useFolding('left', 0);
  const right = useFolding('right', 0);
  const bottom = useFolding('bottom', dockHead);
  useEffect(
    () =>
      session.subscribe((now, before) => {
        // Whoever asks for a tab wants to see it.
        if (now.tab !== before.tab) expandPanel('bottom');
      }),
    [],
  );
  return (
    <main aria-label="Studio" className="flex h-full min-h-0 flex-col">
      <h1 className="sr-only">{name}</h1>
      <Group orientation="horizontal" className="min-h-0 flex-1" onLayoutChanged={() => notePanels(['left', 'right'])}>
        <Panel id="place-left" {...left} minSize={168} maxSize={360}>
          <LeftPanel />
        </Panel>
        <Edge label="Width of the left panel" />
        <Panel id="place-middle" minSize={320}>
          <Group orientation="vertical" onLayoutChanged={() => notePanels(['bottom'])}>
            <Panel id="place-canvas" minSize={120}>
              <Canvas />
            </Panel>
            <Edge label="Height of the dock" />
            <Panel id="place-dock" {...bottom} minSize={140}>
              <Dock />
            </Panel>
          </Group>
        </Panel>
        <Edge label="Width of the inspector" />
        <Panel id="place-right" {...right} minSize={232} maxSize={480}>
          <Inspector />
        </Panel>
      </Group>
      <StatusLine />
    </main>
  );
}

/** A border that is dragged. One pixel to the eye, wider to the pointer. */
const Edge = ({ label }: { readonly label: string }) => (
  <Separator
    aria-label={label}
    className="relative z-20 shrink-0 bg-edge transition-colors outline-none aria-[orientation=horizontal]:h-px aria-[orientation=vertical]:w-px hover:bg-accent focus-visible:bg-accent data-[separator=active]:bg-accent"
  />
);
