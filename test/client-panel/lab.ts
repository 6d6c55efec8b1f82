// Runs in the page: a panel on a transport whose server side the test plays. What
// the panel says is logged; what it is told comes from the test. Also a sender
// that floods a pane as a program would, held back by acknowledgements alone.
import { mountPanel, type Panel } from '../../src/client/panel/panel.ts';
import type { Transport, TransportHandler } from '../../src/client/panel/transport.ts';
import type { DemoInfo } from '../../src/protocol.ts';

export interface Lab {
  readonly panel: Panel;
  readonly handler: TransportHandler;
  /** Calls of the transport, in order; acknowledgements apart. */
  readonly log: unknown[][];
  /** Drawn units by `demo/pane/run`. */
  readonly acknowledged: Record<string, number>;
  readonly states: string[];
  readonly focus: boolean[];
  /** Keys that reached the page. */
  readonly deckKeys: string[];
  demos: DemoInfo[];
  flood(demo: string, pane: string, run: string, chunk: string, units: number): Promise<Flooded>;
}

interface Flooded {
  readonly seconds: number;
  /** Longest time in which the page answered nothing, ms. */
  readonly stall: number;
  readonly mostUnacknowledged: number;
}

declare global {
  interface Window {
    lab: Lab;
    mountLab(demos: DemoInfo[]): Lab;
  }
}

/** As the runner's flow control has it. */
const HIGH_WATER = 100_000;

window.mountLab = (demos) => {
  const log: unknown[][] = [];
  const acknowledged: Record<string, number> = {};
  let handler: TransportHandler | null = null;
  const transport: Transport = {
    subscribe(given) {
      handler = given;
      return () => log.push(['off']);
    },
    run: (demo) => log.push(['run', demo]),
    replay: (demo) => log.push(['replay', demo]),
    live: (demo) => log.push(['live', demo]),
    mark: (demo) => log.push(['mark', demo]),
    seek: (demo, seconds) => log.push(['seek', demo, seconds]),
    pause: (demo, on) => log.push(['pause', demo, on]),
    speed: (demo, speed) => log.push(['speed', demo, speed]),
    stop: (demo) => log.push(['stop', demo]),
    clear: (demo) => log.push(['clear', demo]),
    type: (demo) => log.push(['type', demo]),
    input: (demo, pane, data) => log.push(['input', demo, pane, data]),
    acknowledge: (demo, pane, run, units) => {
      const key = `${demo}/${pane}/${run}`;
      acknowledged[key] = (acknowledged[key] ?? 0) + units;
      listeners.forEach((listener) => {
        listener();
      });
    },
  };
  const listeners = new Set<() => void>();
  const host = document.querySelector('#host');
  if (!(host instanceof HTMLElement)) throw new Error('no host');
  const lab = { demos } as Lab;
  const panel = mountPanel(host, { transport, demos: () => lab.demos });
  if (handler === null) throw new Error('the panel did not subscribe');
  Object.assign(lab, { panel, handler, log, acknowledged, states: [], focus: [], deckKeys: [] });
  panel.onState((name, state) => lab.states.push(`${name} ${state}`));
  panel.onFocusChange((focused) => lab.focus.push(focused));
  window.addEventListener('keydown', (event) => lab.deckKeys.push(event.key));

  lab.flood = async (demo, pane, run, chunk, units) => {
    const key = `${demo}/${pane}/${run}`;
    const begin = performance.now();
    let sent = 0;
    const before = acknowledged[key] ?? 0;
    const unacknowledged = (): number => sent - ((acknowledged[key] ?? 0) - before);
    let mostUnacknowledged = 0;
    let stall = 0;
    let last = begin;
    const { port1, port2 } = new MessageChannel();
    let beating = true;
    port1.onmessage = () => {
      const now = performance.now();
      stall = Math.max(stall, now - last);
      last = now;
      if (beating) setTimeout(() => port2.postMessage(0), 1);
    };
    port2.postMessage(0);
    await new Promise<void>((resolve) => {
      const send = (): void => {
        while (sent < units && unacknowledged() < HIGH_WATER) {
          sent += chunk.length;
          mostUnacknowledged = Math.max(mostUnacknowledged, unacknowledged());
          handler?.event(demo, run, { type: 'output', time: 0, pane, data: chunk });
        }
        // The last 5 000 units are never reported.
        if (sent >= units && unacknowledged() < 5_000) {
          listeners.delete(send);
          resolve();
        }
      };
      listeners.add(send);
      send();
    });
    beating = false;
    return { seconds: (performance.now() - begin) / 1000, stall, mostUnacknowledged };
  };
  window.lab = lab;
  return lab;
};
