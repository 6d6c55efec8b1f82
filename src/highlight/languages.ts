// The names people give to the languages that code is highlighted in. The grammars
// themselves stand in shiki.ts; what neither knows is shown plain.

/** By the name of their grammar. */
export const LANGUAGE_NAMES: ReadonlySet<string> = new Set(
  'asm astro awk bat c clojure cmake coffee cpp crystal csharp css csv d dart diff docker dotenv elixir elm erlang fish fortran-free-form fsharp gleam glsl go graphql groovy handlebars haskell hcl html http ini java javascript jinja json json5 jsonc jsonl jsx julia just kotlin latex less lisp log lua make markdown matlab mdx nginx nim nix objective-c ocaml odin pascal perl php powershell prisma prolog proto pug purescript python r racket reason regexp rst ruby rust sass scala scheme scss shellscript shellsession solidity sql stylus svelte swift tcl tex toml tsx twig typescript v verilog vhdl viml vue wasm wgsl xml yaml zig'.split(
    ' ',
  ),
);

/** `name: other names`. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  asm: 'assembly nasm',
  bat: 'batch cmd',
  c: 'h',
  clojure: 'clj cljs edn',
  coffee: 'coffeescript',
  cpp: 'c++ cc cxx hpp h++ hxx',
  csharp: 'c# cs',
  docker: 'dockerfile containerfile',
  elixir: 'ex exs',
  erlang: 'erl',
  'fortran-free-form': 'fortran f90 f95',
  fsharp: 'f# fs',
  go: 'golang',
  graphql: 'gql',
  handlebars: 'hbs mustache',
  haskell: 'hs',
  hcl: 'terraform tf',
  html: 'htm xhtml',
  ini: 'conf cfg properties',
  javascript: 'js cjs mjs node es6 ecmascript',
  jinja: 'j2 jinja2',
  json: 'json3 geojson webmanifest',
  jsonl: 'ndjson',
  julia: 'jl',
  kotlin: 'kt kts',
  lisp: 'common-lisp cl elisp emacs-lisp',
  make: 'makefile mk',
  markdown: 'md mkd',
  'objective-c': 'objc obj-c objectivec',
  ocaml: 'ml',
  pascal: 'delphi',
  perl: 'pl',
  powershell: 'ps ps1 pwsh',
  proto: 'protobuf',
  pug: 'jade',
  python: 'py python3 python2 py3 ipython pycon',
  racket: 'rkt',
  regexp: 'regex',
  ruby: 'rb',
  rust: 'rs',
  scheme: 'scm',
  shellscript: 'sh bash zsh ksh shell',
  shellsession: 'console sh-session terminal',
  solidity: 'sol',
  sql: 'postgresql postgres mysql sqlite plsql',
  stylus: 'styl',
  typescript: 'ts cts mts',
  verilog: 'systemverilog sv',
  viml: 'vim vimscript',
  wasm: 'wat wast webassembly',
  xml: 'svg xsl xsd plist rss',
  yaml: 'yml',
};

const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(OTHER_NAMES).flatMap(([name, others]) => others.split(' ').map((other) => [other, name] as const)),
);

/** The name a language is loaded by, or null when it is shown plain. */
export function languageOf(written: string | null): string | null {
  if (written === null) return null;
  const name = written.toLowerCase();
  if (LANGUAGE_NAMES.has(name)) return name;
  return BY_NAME.get(name) ?? null;
}
