// The panel on paper: terminals as they were left, pages by their stand-in or picture.
import { expect, it } from 'vitest';
import { printedPanel } from '../../src/render/print-screen.ts';

it('prints terminals, a stand-in in the place of its page, a picture, and a word where there is neither', () => {
  const plain = { color: null, ground: null, inverse: false, bold: false, dim: false, italic: false, underline: false, strike: false };
  const line = (text: string) => [{ text, cells: text.length, ...plain }];
  const page = (standIn: boolean, picture: string | null) => ({ address: 'http://localhost:…/?a&b', standIn, picture });
  const panes = [
    { name: 'server', command: 'node server.ts' },
    { name: 'ada', command: 'node client.ts', page: page(true, '/files/unused.svg') },
    { name: 'shop', command: 'http://localhost:…/?a&b', page: page(false, '/files/demos/chat/shop.png') },
    { name: 'till', command: 'http://localhost:…/?a&b', page: page(false, null) },
  ];
  const info = {
    ...{ name: 'chat', title: 'Chat', summary: '', size: { columns: 52, rows: 8 }, panes },
    ...({ keys: 'deck', onLeave: 'keep', recorded: true, stale: false, fallback: 'never' } as const),
  };
  const screens = [
    { pane: 'server', lines: [line('+ ada')] },
    { pane: 'ada', lines: [line('hello'), line('<b>')] },
  ];
  const html = printedPanel([{ info, screens }]);
  const sections = [
    ...html.matchAll(/<section class="([^"]*)" data-pane="(\w+)">.*?<span class="pane-aside">(.*?)<\/span><\/header>(.*?)<\/section>/gs),
  ];
  expect(sections.map(([, kind, pane, aside, body]) => [kind, pane, aside, body])).toEqual([
    ['pane', 'server', 'node server.ts', '<div class="pane-screen"><div class="pane-box"><pre class="screen">+ ada</pre></div></div>'],
    [
      'pane',
      'ada',
      'node client.ts',
      '<div class="pane-screen"><div class="pane-box"><pre class="screen">hello\n&#60;b&#62;</pre></div></div>',
    ],
    [
      'pane web-pane',
      'shop',
      'http://localhost:…/?a&#38;b',
      '<div class="web-box"><img class="page-picture" src="/files/demos/chat/shop.png" alt="shop"></div>',
    ],
    ['pane web-pane', 'till', 'http://localhost:…/?a&#38;b', '<div class="web-box"><p class="page-note">a web page, live only</p></div>'],
  ]);
});
