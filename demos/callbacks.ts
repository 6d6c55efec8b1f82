// @title Treasure hunt
// @summary A treasure hunt: each clue names the next. In callbacks, in promises, with await.
// @size 52x26
//
// As many steps as the trail is long, and any may fail. With callbacks and promises the
// loop has to become a function that calls itself; with await it is a loop.
import { promisify } from 'node:util';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const CLUES = new Map([
  ['oak', 'well'],
  ['well', 'barn'],
  ['barn', ''], // the treasure is here
  ['mill', 'cave'], // and the cave is not on the map
]);

type Done<T> = (error: Error | null, value: T) => void;

// #region read
function read(place: string, done: Done<string>): void {
  setTimeout(() => {
    const next = CLUES.get(place);
    if (next === undefined)
      done(new Error(`no ${place} here`), '');
    else done(null, next);
  }, 200);
}
const readLater = promisify(read);
// #endregion

// #region callbacks
function byCallbacks(
  place: string,
  done: Done<string[]>,
) {
  read(place, (error, next) => {
    if (error) return done(error, []);
    if (next === '') return done(null, [place]);
    byCallbacks(next, (error, rest) => {
      if (error) return done(error, []);
      done(null, [place, ...rest]);
    });
  });
}
// #endregion

// #region promises
function byPromises(place: string): Promise<string[]> {
  return readLater(place).then((next) => {
    if (next === '') return [place];
    return byPromises(next).then((rest) => {
      return [place, ...rest];
    });
  });
}
// #endregion

// #region await
async function byAwait(start: string): Promise<string[]> {
  const trail: string[] = [];
  let place = start;
  while (place !== '') {
    trail.push(place);
    place = await readLater(place);
  }
  return trail;
}
// #endregion

async function hunt(
  title: string,
  follow: (place: string) => Promise<string[]>,
): Promise<void> {
  console.log(tint(1, title));
  for (const start of ['oak', 'mill']) {
    const text = await follow(start).then(
      (trail) => tint(32, trail.join(' → ')),
      (error: Error) =>
        tint(31, `${start}: ${error.message}`),
    );
    console.log(`  ${text}`);
  }
}

await hunt('callbacks', promisify(byCallbacks));
// @mark promises
await hunt('promises', byPromises);
// @mark await
await hunt('await', byAwait);
