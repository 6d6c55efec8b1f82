// Pass 6: which demos stand beside a slide, from its `demo` property and its own fences.
import { report } from '../dialects/source.ts';
import { didYouMean, type Message } from '../message.ts';
import type { Composed } from './layouts.ts';

/** The slide's demos, in order and once each, `inline` last; a name that no demo has is a message. */
export function attachDemos(
  slide: Composed,
  inline: readonly string[],
  demoNames: readonly string[],
  messages: Message[],
): readonly string[] {
  const property = slide.properties.get('demo');
  if (property === undefined) return inline;
  const names = new Set<string>();
  for (const name of property.value.split(/[\s,]+/).filter(Boolean)) {
    if (demoNames.includes(name)) names.add(name);
    else
      messages.push(
        report(
          property.spot,
          'error',
          'unknown-demo',
          `unknown demo "${name}"${didYouMean(name, demoNames) || '; "lectern demo list" shows those there are'}`,
        ),
      );
  }
  return [...new Set([...names, ...inline])];
}
