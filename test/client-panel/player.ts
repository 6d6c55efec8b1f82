// Runs in the page: a panel whose recordings are played by the page itself.
import { decodeCast } from '../../src/cast/decode.ts';
import { mountPanel } from '../../src/client/panel/panel.ts';
import { type RecordedTransport, recordedTransport } from '../../src/client/panel/recorded-transport.ts';
import type { DemoInfo } from '../../src/protocol.ts';

declare global {
  interface Window {
    player: RecordedTransport;
    /** The texts of the first pane's casts, by the demo's name. */
    mountPlayer(demos: DemoInfo[], casts: Readonly<Record<string, string>>): void;
    /** One more panel on the same transport; the ones before it are no longer shown. */
    mountAnother(): void;
  }
}

window.mountPlayer = (demos, casts) => {
  window.player = recordedTransport({
    demos: () => demos,
    casts(name) {
      const pane = demos.find((info) => info.name === name)?.panes[0]?.name ?? '';
      const cast = decodeCast(casts[name] ?? '', pane);
      return cast.ok ? { casts: [{ pane, cast }] } : { reason: cast.error };
    },
    noLive: (recorded) => (recorded ? 'only the recording is here' : 'there is nothing here'),
  });
  window.mountAnother = () => {
    const host = document.createElement('div');
    host.style.height = '100%';
    document.querySelector('#host')?.replaceChildren(host);
    mountPanel(host, { transport: window.player, demos: () => demos }).show(demos.map(({ name }) => name).slice(0, 1));
  };
  window.mountAnother();
};
