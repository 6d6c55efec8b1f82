// What an export may not load, where it may not write, and what it leaves behind.
// Numbers are those of the list of threats.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type LaunchedBrowser, launchBrowser, launchFlags } from '../../src/export/browser.ts';
import { findBrowser, installHint, noBrowser } from '../../src/export/find-browser.ts';
import { type PrintJob, printPdf } from '../../src/export/print.ts';
import { startOf } from '../../src/export/processes.ts';
import { NEUTRAL } from '../support/cli.ts';
import { shared } from '../support/shared.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { browserEnv, exportTalk, readPdf } from './support.ts';

const SMALL = { 'package.json': '{}', 'talk.md': '---\ndialect: remark\n---\n# One\n\n---\n# Two\n' };

/** A browser that the test talks to itself. */
async function openBrowser(temporary: string): Promise<LaunchedBrowser & AsyncDisposable> {
  const { LECTERN_BROWSER: executable = '', ...env } = await browserEnv();
  const browser = await launchBrowser({ executable, env: { ...process.env, ...env }, temporary });
  return { ...browser, [Symbol.asyncDispose]: () => browser.close() };
}

it('test 57: nothing of the machine but the talk is in the file, and the slide that asked is named', async () => {
  await using folder = await tempFolder({
    'canary.svg': '<svg xmlns="http://www.w3.org/2000/svg"><text y="20">CANARY</text></svg>',
    'canary.html': 'CANARY',
    'talk/package.json': '{}',
  });
  const file = `file://${folder.path}`;
  await folder.write({
    'talk/talk.md': [
      '# One',
      `<img src="${file}/canary.svg">`,
      '---\n# Two',
      `<iframe src="${file}/canary.html"></iframe>`,
      '---\n# Three',
      `<object data="${file}/canary.html"></object><embed src="${file}/canary.html">`,
      '---\n# Four',
      `<div style="height: 4em; background: url('${file}/canary.svg')">four</div>`,
      '---\n# Five',
      '<img src="../canary.svg"><img src="/canary.svg"><img src="missing.png">',
      '---\n# Six',
      `<a href="view-source:${file}/canary.html">six</a> <style>@import "${file}/canary.html";</style>`,
    ].join('\n\n'),
  });
  const { code, stderr } = await exportTalk(['talk/talk.md', '-o', 'out.pdf', '--dialect', 'remark'], { cwd: folder.path });
  expect(code).toBe(0);
  // What the compiler took out it named by its line; what is left is the style's.
  for (const line of ['3:1', '8:1', '13:1', '13:\\d+', '23:1', '28:1']) expect(stderr).toMatch(new RegExp(`^talk/talk.md:${line}: `, 'm'));
  expect(stderr).toContain(`canary.svg is not in the file on slide 4: only pictures`);
  const { pages } = await readPdf(`${folder.path}/out.pdf`);
  expect(pages.length).toBe(6);
  expect(JSON.stringify(pages)).not.toContain('CANARY');
});

it('test 57: the browser itself opens no file, even for a page without a policy', async () => {
  await using folder = await tempFolder({
    'canary.html': 'CANARY',
    'canary.svg': '<svg xmlns="http://www.w3.org/2000/svg"><text y="20">CANARY</text></svg>',
  });
  const at = `file://${folder.path}/canary`;
  const html = [
    '<link rel="icon" href="data:,"><script>lecternPrint = async () => ({ refused: [], broken: [], crowded: [] })</script>',
    `<style>@import "${at}.html"; body { background: url(${at}.svg) }</style>`,
    `<img src="${at}.svg"><iframe src="${at}.html"></iframe><object data="${at}.html"></object><embed src="${at}.html">`,
    `<script>fetch('${at}.html').then((r) => r.text()).then((t) => document.body.append(t)); open('${at}.html'); location = '${at}.html'</script>here`,
  ].join('');
  await using browser = await openBrowser(folder.path);
  const { bytes } = await printPdf(browser, { html, policy: '', width: 800, height: 600, read: async () => null });
  await folder.write({ 'out.pdf': bytes });
  const { pages } = await readPdf(`${folder.path}/out.pdf`);
  expect(pages.map(({ lines }) => lines.join(' '))).toEqual([expect.stringContaining('here')]);
  expect(JSON.stringify(pages)).not.toContain('CANARY');
});

it('test 58: nobody is asked for anything, not even on this machine', async () => {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end();
  });
  server.on('upgrade', (request, socket) => {
    hits.push(request.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const names = [
    `http://127.0.0.1:${port}`,
    `http://[::1]:${port}`,
    `http://0x7f.1:${port}`,
    `http://localhost:${port}`,
    'http://169.254.169.254',
  ];
  await using folder = await tempFolder({
    'package.json': '{}',
    'talk.md': [
      '---\ndialect: remark\n---',
      ...names.map(
        (at, i) =>
          `# ${i}\n\n<img src="${at}/img"><iframe src="${at}/frame"></iframe><div style="background: url(${at}/css)">x</div>\n\n---\n`,
      ),
      `# Last\n\n<meta http-equiv="refresh" content="0;url=${names[0]}/refresh"><link rel="prefetch" href="${names[0]}/prefetch">`,
      `<video src="${names[0]}/video" poster="${names[0]}/poster"></video><style>@font-face{font-family:x;src:url(${names[0]}/font)} h1{font-family:x}</style>`,
      `<script>new WebSocket('ws://127.0.0.1:${port}/ws'); location = '${names[0]}/location'</script>`,
    ].join('\n'),
  });
  const { code, stderr } = await exportTalk(['talk.md', '-o', 'out.pdf'], { cwd: folder.path });
  server.close();
  expect(hits).toEqual([]);
  expect(code).toBe(0);
  const said = stderr.split('\n').filter((line) => line.startsWith('lectern: '));
  expect(said).toEqual([
    ...names.flatMap((at, i) =>
      ['img', 'frame', 'css'].map(
        (what) => `lectern: ${at}/${what} is not in the file on slide ${i + 1}: only pictures of the talk's own are printed`,
      ),
    ),
    ...['video', 'poster'].map(
      (what) => `lectern: ${names[0]}/${what} is not in the file on slide 6: only pictures of the talk's own are printed`,
    ),
    // A style element is no slide's alone.
    `lectern: ${names[0]}/font is not in the file: only pictures of the talk's own are printed`,
  ]);
  expect((await readPdf(`${folder.path}/out.pdf`)).pages.length).toBe(6);
});

it('test 58: the browser resolves no name and no address, even for a page without a policy', async () => {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await using folder = await tempFolder();
  await using browser = await openBrowser(folder.path);
  const page = await browser.newPage();
  const answers = await Promise.all(
    ['127.0.0.1', '[::1]', 'localhost', '0x7f.1'].map(async (host) => {
      const opened = await page.browserContext().newPage();
      return opened.goto(`http://${host}:${port}/`).then(
        () => 'answered',
        (error: Error) => /ERR_\w+/.exec(error.message)?.[0],
      );
    }),
  );
  server.close();
  expect({ answers, hits }).toEqual({ answers: Array(4).fill('ERR_NAME_NOT_RESOLVED'), hits: [] });
});

it('test 59: no flag opens what is closed, and only root goes without the sandbox', () => {
  const all = launchFlags(true).join(' ');
  expect(launchFlags(false)).not.toContain('--no-sandbox');
  expect(launchFlags(true).filter((flag) => !launchFlags(false).includes(flag))).toEqual(['--no-sandbox']);
  expect(all).not.toMatch(/disable-web-security|allow-file-access|remote-debugging-port|remote-debugging-address/);
});

/** An export under way, in a process of its own: its browser has been noted. */
async function underWay(folder: string): Promise<{ child: ChildProcess; browser: number; temporary: string }> {
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  const bin = await shared('build');
  const env = { ...process.env, ...NEUTRAL, ...(await browserEnv()), TMPDIR: temporary };
  const child = spawn(process.execPath, [bin, 'export', 'talk.md', '-o', 'out.pdf'], { cwd: folder, env, stdio: 'ignore' });
  const browser = await until(async () => {
    const [profile] = await readdir(temporary);
    if (profile === undefined) return null;
    const note = await readFile(join(temporary, profile, 'owner.json'), 'utf8').catch(() => 'null');
    return (JSON.parse(note || 'null') as { browser: { pid: number } | null } | null)?.browser?.pid ?? null;
  }, 'the browser to be noted');
  return { child, browser, temporary };
}

it('test 59: killed in the middle, its browser goes by itself, and the next export takes away the rest', async () => {
  await using folder = await tempFolder({ ...SMALL, 'out.pdf': 'old' });
  const { child, browser, temporary } = await underWay(folder.path);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await until(() => startOf(browser) === null, 'the browser to be gone');
  expect(await readFile(join(folder.path, 'out.pdf'), 'utf8')).toBe('old');
  expect((await readdir(temporary)).length).toBe(1);
  const { code } = await exportTalk(['talk.md', '-o', 'out.pdf'], { cwd: folder.path, env: { TMPDIR: temporary } });
  expect({ code, left: await readdir(temporary) }).toEqual({ code: 0, left: [] });
});

it('test 59: Ctrl-C ends it with 130, and nothing is left', async () => {
  await using folder = await tempFolder({ ...SMALL, 'out.pdf': 'old' });
  const { child, browser, temporary } = await underWay(folder.path);
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  expect({ code, browser: startOf(browser), left: await readdir(temporary) }).toEqual({ code: 130, browser: null, left: [] });
  expect(await readFile(join(folder.path, 'out.pdf'), 'utf8')).toBe('old');
});

it('test 60: a file that never comes and a script that never ends have their time', async () => {
  await using folder = await tempFolder();
  await using browser = await openBrowser(folder.path);
  const job = (html: string, load: number): PrintJob => ({
    html,
    policy: '',
    width: 800,
    height: 600,
    read: () => new Promise(() => {}),
    timeouts: { load, 'lay out': 700 },
  });
  // Long enough for a slow machine to have asked for the picture.
  const hung = await printPdf(browser, job('<link rel="icon" href="data:,"><img src="/files/slow.png">', 3000)).catch(
    (error: unknown) => error,
  );
  expect(hung).toMatchObject({ message: 'the browser could not load the slides in 3 s', waiting: ['/files/slow.png'] });
  const busy = await printPdf(
    browser,
    job('<link rel="icon" href="data:,"><script>lecternPrint = () => { for (;;); }</script>', 30_000),
  ).catch((error: unknown) => error);
  expect(busy).toMatchObject({ message: 'the browser could not lay out the slides in 0.7 s', waiting: [] });
  await browser.close();
  expect(startOf(browser.pid)).toBe(null);
  expect(await readdir(folder.path)).toEqual([]);
});

it.each([
  ['.', /^lectern: \S+ is a folder: name a file in it with -o\n$/],
  ['talk.md/out.pdf', /^lectern: talk\.md\/out\.pdf is not in a folder: name another with -o\n$/],
  ['nowhere/out.pdf', /^lectern: there is no folder nowhere for out\.pdf: make it, or name another with -o\n$/],
  ['/dev/null', /^lectern: \/dev\/null is no regular file: name another with -o\n$/],
])('test 61: %s as a target is refused with a reason', async (target, reason) => {
  await using folder = await tempFolder(SMALL);
  const { code, stdout, stderr } = await exportTalk(['talk.md', '-o', target], { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(reason);
  expect((await readdir(folder.path)).sort()).toEqual(['package.json', 'talk.md']);
});

it('test 61: a target outside the root is for the user to choose, and replaced whole', async () => {
  await using folder = await tempFolder({ 'talk/package.json': '{}', 'talk/talk.md': '# One\n', 'x.pdf': 'old' });
  const { code } = await exportTalk(['talk.md', '-o', '../x.pdf', '--dialect', 'remark'], { cwd: join(folder.path, 'talk') });
  expect(code).toBe(0);
  expect((await readPdf(join(folder.path, 'x.pdf'))).pages.length).toBe(1);
  expect((await readdir(folder.path)).sort()).toEqual(['talk', 'x.pdf']);
});

it('without a browser it ends with 3 and says the way out', async () => {
  await using folder = await tempFolder(SMALL);
  const options = { cwd: folder.path, env: { LECTERN_BROWSER: join(folder.path, 'none') } };
  expect(await exportTalk(['talk.md'], options)).toMatchObject({
    code: 3,
    stdout: '',
    stderr: `lectern: LECTERN_BROWSER names ${folder.path}/none, and there is no such program: give the path of a Chrome, Chromium or Edge\n`,
  });
  expect(await exportTalk(['talk.md', '--browser', './gone'], options)).toMatchObject({
    code: 3,
    stderr: 'lectern: --browser names ./gone, and there is no such program: give the path of a Chrome, Chromium or Edge\n',
  });
  expect(findBrowser({ PATH: folder.path, LECTERN_BROWSER: 'chromium' })).toBe(null);
  expect(noBrowser({})).toContain(installHint());
  expect(installHint('linux')).toContain('apt-get install chromium');
  expect(installHint('darwin')).toContain('brew install');
  expect(installHint('win32')).toContain('winget install');
});

it.skipIf(process.platform === 'win32')('a browser that does not start ends it with 3, with what the browser said', async () => {
  await using folder = await tempFolder({
    ...SMALL,
    browser: '#!/bin/sh\necho "error while loading shared libraries: libnothing.so" >&2\nexit 127\n',
  });
  await chmod(join(folder.path, 'browser'), 0o755);
  await mkdir(join(folder.path, 'tmp'));
  const env = { LECTERN_BROWSER: join(folder.path, 'browser'), TMPDIR: join(folder.path, 'tmp') };
  const { code, stderr } = await exportTalk(['talk.md'], { cwd: folder.path, env });
  expect({ code, stderr, left: await readdir(join(folder.path, 'tmp')) }).toEqual({
    code: 3,
    stderr: `lectern: ${folder.path}/browser does not start: error while loading shared libraries: libnothing.so\n  name another browser: --browser PATH, or LECTERN_BROWSER=PATH\n`,
    left: [],
  });
});
