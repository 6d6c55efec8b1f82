// What a talk asks for that the engine it is shown with does not give: said once for
// each thing, at the first place that asks for it. The talk is shown without.

import type { EngineName } from '../deck.ts';
import { report, type SourceFile, type Spot } from '../dialects/source.ts';
import type { Message } from '../message.ts';

export interface EngineDemands {
  readonly engine: EngineName;
  readonly talk: SourceFile;
  /** Options for reveal.js, and where in the front matter they stand. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly optionsSpot: Spot | null;
  /** In order: their place, their properties by name, and whether they stand below another. */
  readonly slides: readonly { readonly spot: Spot | null; readonly properties: ReadonlyMap<string, unknown>; readonly below: boolean }[];
}

const OF_REVEAL: readonly (readonly [property: RegExp, what: string])[] = [
  [/^data-transition(-speed)?$/, 'a transition'],
  [/^data-auto-animate/, 'auto-animate'],
];
/** Options of reveal.js that our own client follows, whatever the engine. */
const FOLLOWED: ReadonlySet<string> = new Set(['navigationMode', 'autoPlayMedia']);

export function engineMessages({ engine, talk, options, optionsSpot, slides }: EngineDemands): Message[] {
  if (engine !== 'remark') return [];
  const messages: Message[] = [];
  const tell = (spot: Spot | null, what: string): void => {
    messages.push(
      report(spot ?? { file: talk, offset: 0 }, 'info', 'engine-lacks', `${what}: the engine remark has none of it; "engine: reveal" does`),
    );
  };
  const idle = Object.keys(options).filter((name) => !FOLLOWED.has(name));
  if (idle.length > 0) tell(optionsSpot, `${idle.map((name) => `"${name}"`).join(', ')} under "reveal:"`);
  for (const [property, what] of OF_REVEAL) {
    const asking = slides.filter(({ properties }) => [...properties.keys()].some((name) => property.test(name)));
    if (asking[0] !== undefined) tell(asking[0].spot, `${what} on ${count(asking.length)}`);
  }
  const below = slides.filter((slide) => slide.below);
  if (below[0] !== undefined)
    messages.push(
      report(
        below[0].spot ?? { file: talk, offset: 0 },
        'info',
        'engine-lacks',
        `${count(below.length)} below another: in the engine remark they come one after the other`,
      ),
    );
  return messages;
}

function count(slides: number): string {
  return slides === 1 ? 'one slide' : `${slides} slides`;
}
