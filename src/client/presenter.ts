// The presenter window: what the speaker sees and the audience does not. It puts the
// same parts together as the deck does, around pictures of the slides.
import { startAuthorStyles } from './author-styles.ts';
import { type Badges, createBadges } from './badges.ts';
import { createBlack } from './black.ts';
import { ratioOf, readBoot } from './boot.ts';
import { connect } from './connect.ts';
import { createDemoStates } from './demo-states.ts';
import { readDesign } from './design.ts';
import { startDiagrams } from './diagrams.ts';
import { startFeatures } from './features.ts';
import { createLayers } from './layers.ts';
import { setText } from './panel/dom.ts';
import { liveTransport } from './panel/live-transport.ts';
import { createPosition } from './position.ts';
import { createDesk, type Desk } from './presenter/desk.ts';
import { startShowing } from './presenter/show.ts';
import { createSlot } from './presenter/slot.ts';
import { startTimer } from './presenter/timer.ts';
import { startScheme } from './scheme.ts';
import { createShadows } from './shadow.ts';
import { createStore } from './store.ts';
import { startStyles } from './styles.ts';
import { startSync } from './sync.ts';
import './deck.css';
import './presenter/presenter.css';

function start(): void {
  const boot = readBoot();
  const ratio = ratioOf(boot.look.ratio);
  const design = readDesign(boot.look.engine);
  const store = createStore(boot);
  const position = createPosition(store, boot.position);
  startScheme();
  const desk = createDesk();
  document.body.append(desk.element);
  scale();
  window.addEventListener('resize', scale);
  const { link, neighbours } = connect({ boot, view: 'presenter', store, position, leads: false });
  const transport = liveTransport(link);

  // All of them listen before the first message can come.
  startStyles(store);
  startAuthorStyles(store, 'presenter');
  startDiagrams();
  startSync({ link, position, leads: false, neighbours });
  startTimer(link, desk);
  const shadows = createShadows(store.data.sheet);
  store.on('replaced', ({ after }) => shadows.set(after.sheet));
  const shown = startShowing({ boot, ratio, design, store, position, shadows, desk });
  const slot = createSlot({ desk, store, position, transport });
  const black = createBlack(link);
  const showBlack = (on: boolean): void => {
    desk.black.setAttribute('aria-pressed', String(on));
    desk.now.toggleAttribute('data-black', on);
  };
  black.on('change', showBlack);
  showBlack(black.shown);
  desk.black.addEventListener('click', () => black.set(!black.shown));

  startFeatures('presenter', {
    ...{ boot, store, position, ratio, design, shadows, link, slot, shown, black },
    layers: createLayers(desk.element),
    badges: headBadges(desk, boot.still === undefined ? 'connected' : 'published'),
    states: createDemoStates(link),
  });
}

/** The panel is smaller here than beside the slides, and still to be read by one who sits before it. */
function scale(): void {
  const unit = Math.min(window.innerWidth / 1920, window.innerHeight / 1080);
  document.documentElement.style.setProperty('--k', String(Math.max(0.45, 0.8 * unit)));
}

/** Here the word on the link and what still runs have places of their own, where they cover nothing. */
function headBadges(desk: Desk, well: string): Badges {
  const badges = createBadges(desk.element);
  const say = (text: string | null): void => {
    setText(desk.link, text ?? well);
    desk.link.dataset.link = text === null ? 'open' : 'lost';
  };
  say(null);
  return {
    set(name, text, more) {
      if (name === 'link') say(text);
      else badges.set(name, text, more);
    },
    put: (badge) => desk.running.append(badge),
  };
}

start();
