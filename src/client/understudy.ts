// Gets a window ready for the loss of its server: what a demo would need then is
// loaded while there is nothing better to do, whether its slide is near or not.
import type { Link } from './link.ts';
import type { Neighbours } from './neighbours.ts';
import type { RecordedTransport } from './panel/recorded-transport.ts';
import { startPictures } from './pictures.ts';
import type { PositionOwner } from './position.ts';
import { standIn } from './stand-in.ts';
import type { Store } from './store.ts';
import { whenIdle } from './when-idle.ts';

export interface UnderstudyOptions {
  readonly link: Link;
  readonly store: Store;
  readonly position: PositionOwner;
  /** As Boot names it. */
  readonly casts: string;
  readonly neighbours: Neighbours;
}

/** The link for all other parts of the window. */
export function withUnderstudy({ link, store, position, casts, neighbours }: UnderstudyOptions): Link {
  let player: RecordedTransport | null = null;
  let loading = false;
  const staged = standIn({ link, demos: () => store.data.demos, player: () => player, neighbours });

  async function load(): Promise<void> {
    const { startRecordings } = await import('./recordings.ts');
    player = startRecordings({ store, position, link, url: casts });
    staged.listen(player);
    await import('./panel/panel.ts');
    await Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 20px "JetBrains Mono"`)));
  }

  startPictures({ store, position, link });
  const prepare = (): void => {
    if (loading || !link.open || store.data.demos.length === 0) return;
    loading = true;
    whenIdle(() => {
      load().catch(() => {
        loading = player !== null;
      });
    });
  };
  link.onState(prepare);
  store.on('replaced', prepare);
  prepare();
  return staged;
}
