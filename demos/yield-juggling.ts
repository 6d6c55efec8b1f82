// @title Three sleepers
// @summary Three generators, each asleep at its yield, woken by next(word). Watch who keeps what.
// @size 52x26
//
// A generator is a function that can sleep with its local variables in its
// hand. There are three of them on one stack, and we choose who runs.
import { setTimeout as sleep } from 'node:timers/promises';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

// #region receiver
type Receiver = Generator<string, never, string>;

function* receiver(): Receiver {
  const heard: string[] = [];
  while (true) {
    const word = yield heard.join(' ');
    heard.push(word);
  }
}
// #endregion

// #region start
const receivers = {
  red: receiver(),
  green: receiver(),
  blue: receiver(),
};
for (const each of Object.values(receivers)) {
  each.next(); // run to the first yield, and sleep there
}
// #endregion

type Name = keyof typeof receivers;
const memory = { red: '', green: '', blue: '' };

function cell(name: Name, awake: Name | null): string {
  const text = (memory[name] || 'zzz').padEnd(12);
  return name === awake
    ? tint(32, `▸${text}`)
    : tint(90, ` ${text}`);
}

function show(word: string, awake: Name | null): void {
  const cells = [
    cell('red', awake),
    cell('green', awake),
    cell('blue', awake),
  ];
  console.log(word.padEnd(11) + cells.join(''));
}

// #region order
const order: [Name, string][] = [
  ['green', 'up'],
  ['blue', 'over'],
  ['green', 'down'],
  ['red', 'catch'],
  ['blue', 'under'],
  ['red', 'throw'],
];
// #endregion

console.log(
  tint(1, 'next(…)     red          green        blue'),
);
show('', null);
// #region juggle
for (const [name, word] of order) {
  const { value } = receivers[name].next(word);
  memory[name] = value;
  show(word, name);
  await sleep(500);
}
// #endregion
// @mark all asleep
show('', null);
console.log(
  '\nAll three sleep again, each with what it heard.',
);
