// Starts three processes and shows their lines as they come. The times are far enough
// apart for the order to be the same on a machine that is not too busy.
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
const START = `${Date.now() + 400}`; // all are up by then

// #region cook
async function cook(
  dish: string,
  steps: string[],
): Promise<number> {
  const argv = [COOK, START, ...steps];
  const child = spawn(process.execPath, argv);
  const exit = once(child, 'close');
  for await (const line of createInterface(child.stdout))
    say(dish, line);
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
// #region three
const codes = await Promise.all([
  cook('tea', [
    'boils@200',
    'draws@800',
    'is poured@1800',
  ]),
  cook('egg', ['boils@400', 'smells@1200', 'burns@1600']),
  cook('soup', [
    'boils@600',
    'thickens@1400',
    'is hot@2000',
  ]),
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
