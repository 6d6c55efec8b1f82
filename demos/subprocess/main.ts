// Starts three processes and shows their lines as they come. All begin at the same time,
// and their times are far enough apart for the order to be the same in every run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const COOK = fileURLToPath(
  new URL('./cook.ts', import.meta.url),
);

let missing = 3;
let begin = (_time: string): void => {};
const beginning = new Promise<string>((resolve) => {
  begin = resolve;
});

/** The common start, once all three are up. */
function startTime(): Promise<string> {
  missing--;
  if (missing === 0) begin(String(Date.now()));
  return beginning;
}

// #region cook
async function cook(
  dish: string,
  steps: string[],
): Promise<number> {
  const child = spawn(process.execPath, [COOK, ...steps]);
  const exit = once(child, 'close');
  const output = createInterface(child.stdout);
  for await (const line of output) {
    if (line !== 'ready') say(dish, line);
    else child.stdin.end(await startTime());
  }
  const [code] = await exit;
  return code;
}
// #endregion

function say(dish: string, line: string): void {
  const column = { tea: 0, egg: 16, soup: 32 }[dish] ?? 0;
  console.log(' '.repeat(column) + line);
}

console.log(
  tint(1, 'tea             egg             soup'),
);
const TEA = ['boils@400', 'draws@1600', 'is poured@2800'];
const EGG = ['boils@800', 'smells@2000', 'burns@2600'];
const SOUP = [
  'boils@1200',
  'thickens@2400',
  'is hot@3200',
];
// #region three
const codes = await Promise.all([
  cook('tea', TEA),
  cook('egg', EGG),
  cook('soup', SOUP),
]);
// #endregion
// @mark all have ended
const names = ['tea', 'egg', 'soup'];
for (const [i, code] of codes.entries()) {
  const text = `exit code ${code}`;
  console.log(
    `${(names[i] ?? '').padEnd(6)}${tint(code === 0 ? 32 : 31, text)}`,
  );
}
console.log(
  `served: ${names.filter((_, i) => codes[i] === 0).join(', ')}`,
);
