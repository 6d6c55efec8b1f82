// The door to remark.js (npm remark-slide), gnab's runtime of the dialect that bears
// its name. Its script puts itself into the page, with a style sheet before all
// others; bundled without its highlighter, see scripts/build/remark-js.mjs.
import 'remark-slide/src/remark.js';

export const remarkJs: RemarkJs = window.remark;
