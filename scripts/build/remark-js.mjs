// Bundles remark.js (gnab's deck runtime) for the browser without what Lectern does
// itself: its copy of highlight.js, nine tenths of its size, and Node's module
// `events`, of which it needs three methods.

const NO_HIGHLIGHTER = 'module.exports = { styles: {}, engine: { highlightBlock() {} } };';

const EVENTS = `
class EventEmitter {
  on(name, listener) {
    this.heard ??= {};
    (this.heard[name] ??= []).push(listener);
    return this;
  }
  emit(name, ...values) {
    for (const listener of [...(this.heard?.[name] ?? [])]) listener.apply(this, values);
  }
  setMaxListeners() {}
}
module.exports = { EventEmitter };
`;

/** For esbuild. */
export const remarkJs = {
  name: 'remark-js',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /[\\/]remark-slide[\\/]src[\\/]remark[\\/]highlighter\.js$/ }, () => ({
      contents: NO_HIGHLIGHTER,
      loader: 'js',
    }));
    build.onResolve({ filter: /^events$/ }, ({ importer }) =>
      /[\\/]remark-slide[\\/]/.test(importer) ? { path: 'events', namespace: 'remark-js' } : undefined,
    );
    build.onLoad({ filter: /^events$/, namespace: 'remark-js' }, () => ({ contents: EVENTS, loader: 'js' }));
  },
};
