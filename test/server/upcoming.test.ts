// Which demos the runner is told to be ready for: those of the slide that is shown and
// of the next one, once the talk rests.
import { expect, it } from 'vitest';
import { createRunner } from '../../src/runner/runner.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { openWindow } from './clients.ts';
import { demo, slide, talk } from './support.ts';

it('names the demos of this slide and the next; flipping through slides names none', async () => {
  await using folder = await tempFolder({});
  const runner = createRunner({ root: folder.path, cacheFolder: folder.path });
  const told: string[] = [];
  const prepare = (specs: readonly { name: string }[]) => void told.push(specs.map(({ name }) => name).join('+'));
  const slides = [['a'], ['b'], ['b', 'a'], ['c'], ['a', 'unknown']].map((demos, i) => slide(`s${i}`, { demos }));
  const t = await talk({
    slides,
    demos: ['a', 'b', 'c'].map((name) => demo(name, '')),
    runner: { start: (spec) => runner.start(spec), prepare },
  });
  const window = await openWindow(t);
  await until(() => told.length === 1, 'the first slide');
  for (const [base, index] of [1, 2, 3].entries()) window.say({ type: 'go', slide: index, step: 0, base });
  await until(() => told.length === 2, 'the slide where it rests');
  t.site.change({ ...t.site.data('presenter'), version: 2, slides: slides.toSpliced(3, 1) });
  await until(() => told.length === 3, 'the slide that is there now');
  expect(told).toEqual(['a+b', 'c+a', 'a']);
  await runner.close();
});
