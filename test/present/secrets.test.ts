// Secrets of the speaker's shell, in a talk that is presented by a process of its own:
// what its windows are sent, what it keeps, and what it says.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWindow, snapshotOf } from '../server/clients.ts';
import { lectern } from '../support/cli.ts';
import { presentWith } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const SECRET = 'CANARY-7f3a-of-the-shell';
/** Reads it from a file, as programs do, for its environment has it not. */
const LEAK = `import { readFileSync } from 'node:fs';
const secret = readFileSync(new URL('../secret', import.meta.url), 'utf8').trim();
const [head, tail] = [secret.slice(0, 9), secret.slice(9)];
const wait = () => new Promise((done) => setTimeout(done, 30));
console.log('environment:', Object.values(process.env).some((value) => value.includes(secret)));
console.log('whole:', secret);
process.stdout.write(\`two writes: \${head}\`);
await wait();
console.log(tail);
console.log(\`coloured: \${head}\\x1b[31m\${tail}\\x1b[0m\`);
console.log(\`wrapped: \${'.'.repeat(54)}\${secret}\`);
console.log(\`waiting\\r\${secret}\`);
process.stdout.write(\`held: \${head}\`);
`;
const SHOWN = `environment: false
whole: ***
two writes: ***
coloured: ***
wrapped: ${'.'.repeat(54)}***
***ting
held: ${SECRET.slice(0, 9)}`;

it('test 85: all windows, also a late one, are shown a secret of the shell as ***, and nothing that is kept holds it', async () => {
  await using folder = await tempFolder({ 'talk.md': '---\ndemo: leak\n\n# One\n', 'demos/leak.ts': LEAK, secret: `${SECRET}\n` });
  const env = { GITHUB_TOKEN: SECRET, HOME: join(folder.path, 'no-home') };
  await using talk = await presentWith(env, folder.path, 'talk.md');
  const { headers } = await fetch(talk.url, { redirect: 'manual' });
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
  const token = cookie.split('=')[1] ?? '';
  const windows = await Promise.all([openWindow({ port: talk.port, cookie }), openWindow({ port: talk.port, cookie }, 'presenter')]);
  windows[0]?.say({ type: 'run', demo: 'leak' });
  for (const window of windows)
    expect((await window.sees('demo', ({ status }) => status.elapsed > 0 && /exited|failed/.test(status.state))).status).toMatchObject({
      reason: 'exit code 0',
      state: 'exited',
    });
  const late = await openWindow({ port: talk.port, cookie });
  expect((await snapshotOf(late, 'leak')).text).toBe(SHOWN);

  // Recording it, presenting it again: nothing of all that may hold it either.
  expect(await lectern(['demo', 'record', 'leak'], { cwd: folder.path, env })).toMatchObject({ code: 0, stderr: '' });
  for (const window of [...windows, late]) expect(JSON.stringify(window.got)).not.toContain(SECRET);
  await talk.end();
  expect(talk.stderr()).not.toMatch(new RegExp(`${SECRET}|${token}`));
  const cast = await readFile(join(folder.path, 'demos/leak.cast'), 'utf8');
  expect(cast).toContain('whole: ***');
  await until(async () => (await holders(folder.path, SECRET)).length === 1, 'what is kept to be written');
  expect(await holders(folder.path, SECRET)).toEqual(['secret']);
});

it('test 86: what a talk leaves behind and gives away tells neither its token, its folder nor its user', async () => {
  await using folder = await tempFolder({
    'talk.md': '---\ndemo: hello\n\n# One\n\n```ts file=demos/hello.ts\n```\n',
    'demos/hello.ts': 'console.log(`I am ${import.meta.url} of ${process.env.HOME}`);\n',
  });
  const home = join(folder.path, 'no-home');
  const env = { HOME: home, WEATHER_API_KEY: SECRET };
  await using talk = await presentWith(env, folder.path, 'talk.md');
  const { headers } = await fetch(talk.url, { redirect: 'manual' });
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
  const token = cookie.split('=')[1] ?? '';
  const window = await openWindow({ port: talk.port, cookie });
  window.say({ type: 'run', demo: 'hello' });
  expect((await window.sees('demo', ({ status }) => status.elapsed > 0 && /exited|failed/.test(status.state))).status).toMatchObject({
    reason: 'exit code 0',
    state: 'exited',
  });
  const base = `http://127.0.0.1:${talk.port}`;
  const page = await (await fetch(`${base}/`, { headers: { cookie } })).text();
  const given = [
    page,
    ...(await Promise.all(assetsOf(page).map(async (path) => (await fetch(base + path, { headers: { cookie } })).text()))),
  ];
  given.push(await (await fetch(`${base}/deck.json`, { headers: { cookie } })).text());
  expect(given.length).toBeGreaterThan(3);
  await talk.end();
  expect(await lectern(['demo', 'record', 'hello'], { cwd: folder.path, env })).toMatchObject({ code: 0 });
  given.push(await readFile(join(folder.path, 'demos/hello.cast'), 'utf8'), talk.stderr());
  for (const word of [token, SECRET, folder.path, home]) for (const text of given) expect(text).not.toContain(word);
  // The one file that has to hold the key of the session is for its owner alone (server/session-store.test.ts).
  const names = await holders(folder.path, token);
  expect(names.filter((name) => !/^\.lectern\/session-/.test(name))).toEqual([]);
  expect(await holders(folder.path, SECRET)).toEqual([]);
});

/** Files below a folder that hold the text, by their paths in it. */
async function holders(folder: string, text: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  // One that was renamed meanwhile is there no more.
  const found = await Promise.all(files.map(async (file) => (await readFile(file).catch(() => '')).includes(text)));
  return files.filter((_, index) => found[index]).map((file) => file.slice(folder.length + 1));
}

function assetsOf(page: string): string[] {
  return [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
}
