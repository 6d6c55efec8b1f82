// The script of a talk in one file: the same file is the deck, and, opened with
// `?presenter`, its presenter view. One bundle, since a page from a disk may import nothing.

if (new URLSearchParams(location.search).has('presenter') && document.querySelector('style[data-of="presenter"]') !== null) {
  document.documentElement.dataset.view = 'presenter';
  document.title = `Presenter: ${document.title}`;
  for (const style of document.querySelectorAll<HTMLStyleElement>('style[data-of]')) {
    style.media = style.dataset.of === 'presenter' ? 'all' : 'not all';
  }
  document.querySelector<HTMLElement>('body > #slides')?.replaceChildren();
  void import('./presenter.ts');
} else void import('./deck.ts');

// What is imported only when it is needed is no module otherwise.
export {};
