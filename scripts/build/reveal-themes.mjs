// The themes of reveal.js as its package has them, cut down to what is theirs alone:
// the variables. Faces that they would load from the web are left out, so that a talk
// asks for nothing outside the machine; those in the package come as files.
import { readFileSync } from 'node:fs';

const LEAGUE_GOTHIC = '@import "reveal.js/css/theme/fonts/league-gothic/league-gothic.css";\n';
const SOURCE_SANS = '@import "reveal.js/css/theme/fonts/source-sans-pro/source-sans-pro.css";\n';

/** For esbuild. */
export const revealThemes = {
  name: 'reveal-themes',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /[\\/]reveal\.js[\\/]dist[\\/]theme[\\/][\w-]+\.css$/ }, ({ path }) => {
      const css = readFileSync(path, 'utf8');
      const variables = /:root\s*\{[^}]*\}/.exec(css)?.[0];
      if (variables === undefined) return { errors: [{ text: 'a theme of reveal.js without variables' }] };
      const faces = [/League Gothic/.test(variables) ? LEAGUE_GOTHIC : '', /Source Sans Pro/.test(variables) ? SOURCE_SANS : ''];
      return { contents: faces.join('') + variables, loader: 'css', resolveDir: process.cwd() };
    });
    // The package does not export the faces themselves.
    build.onResolve({ filter: /^reveal\.js\/css\/theme\/fonts\// }, ({ path }) =>
      build.resolve(`./node_modules/${path}`, { kind: 'import-rule', resolveDir: build.initialOptions.absWorkingDir ?? process.cwd() }),
    );
  },
};
