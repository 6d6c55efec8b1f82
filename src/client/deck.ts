// The deck window: reads what the page says, puts the parts together in the order in
// which they need each other, and starts the features of this view.
import { startAuthorStyles } from './author-styles.ts';
import { createBadges } from './badges.ts';
import { createBlack } from './black.ts';
import { ratioOf, readBoot } from './boot.ts';
import { connect } from './connect.ts';
import { createDemoStates } from './demo-states.ts';
import { readDesign } from './design.ts';
import { startDiagrams } from './diagrams.ts';
import { chooseEngine } from './engines/choose.ts';
import { startFeatures } from './features.ts';
import { parseHash } from './hash.ts';
import { createLayers } from './layers.ts';
import { liveTransport } from './panel/live-transport.ts';
import { createPanelSlot } from './panel-slot.ts';
import { createPosition } from './position.ts';
import { startReloading } from './reload.ts';
import { stageMemory } from './remember.ts';
import { startScheme } from './scheme.ts';
import { adoptSections } from './sections.ts';
import { createShadows } from './shadow.ts';
import { startShowing } from './show.ts';
import { createStage } from './stage.ts';
import { createStore } from './store.ts';
import { startStyles } from './styles.ts';
import { startSync } from './sync.ts';
import './deck.css';

function start(): void {
  const boot = readBoot();
  const slides = document.querySelector<HTMLElement>('body > #slides');
  if (slides === null) throw new Error('this page holds no slides');

  const store = createStore(boot);
  // A published page has nothing but its address to find its place by.
  const asked = enteredByAddress() || boot.still !== undefined ? parseHash(location.hash, store) : null;
  const position = createPosition(store, asked ?? boot.position);
  const shadows = createShadows(store.data.sheet);
  const sections = adoptSections(slides, shadows);
  const engine = chooseEngine(boot.look);
  const design = readDesign(boot.look.engine);
  const root = document.createElement('div');
  root.id = 'stage';
  document.body.append(root);
  startScheme();
  const ratio = ratioOf(boot.look.ratio);
  const stage = createStage(root, ratio, design, stageMemory(store.data.title, boot.look.panel));
  const { link, neighbours, openPresenter } = connect({ boot, view: 'deck', store, position, leads: asked !== null });
  const transport = liveTransport(link);
  const slot = createPanelSlot({ stage, store, position, transport });

  // All of them listen before the first message can come.
  startStyles(store);
  startAuthorStyles(store, 'deck');
  startDiagrams();
  startReloading({ store, sections, engine, position });
  startSync({ link, position, leads: asked !== null, neighbours });
  const shown = startShowing({ store, sections, position, engine, stage });
  startFeatures('deck', {
    ...{ boot, store, position, shadows, sections, engine, stage, ratio, design, link, slot, shown, openPresenter },
    black: createBlack(link),
    layers: createLayers(root),
    badges: createBadges(stage.deck),
    states: createDemoStates(link),
  });
}

/** A reload keeps the server's place; an address that somebody entered or followed is meant. */
function enteredByAddress(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry instanceof PerformanceNavigationTiming && entry.type === 'navigate';
}

start();
