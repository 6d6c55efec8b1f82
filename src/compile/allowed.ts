// What HTML a slide may hold: a wide list, since talks are written by people who
// know HTML, but still a list. Nothing on it can run a script or send a form.
import { defaultSchema, type Options } from 'rehype-sanitize';

const TAGS =
  'a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li main map mark marquee menu meter nav ol optgroup option output p picture pre progress q rp rt ruby s samp search section select small source span strike strong style sub summary sup table tbody td textarea tfoot th thead time tr track tt u ul var video wbr ' +
  'svg animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter foreignObject g image line linearGradient marker mask metadata mpath path pattern polygon polyline radialGradient rect set stop switch symbol text textPath title tspan use view ' +
  'math annotation maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics';

const HTML_ATTRIBUTES =
  'abbr accept align allow allowFullScreen alt async autoPlay axis background bgColor border borderColor cellPadding cellSpacing char charOff checked cite className clear color cols colSpan compact content controls controlsList coords dateTime decoding default dir disabled download draggable face fetchPriority frame frameBorder headers height hidden high href hrefLang hSpace htmlFor id inert itemId itemProp itemRef itemScope itemType kind label lang list loading longDesc loop low marginHeight marginWidth max maxLength media min minLength multiple muted noHref noShade noWrap open optimum pattern placeholder playsInline poster preload prompt readOnly referrerPolicy rel required reversed role rows rowSpan rules sandbox scope scrolling selected shape size sizes span spellCheck src srcLang srcSet start step style summary tabIndex target title translate type useMap vAlign value vSpace width wrap xLinkHref xmlLang xmlns xmlnsXLink xmlSpace';

const SVG_ATTRIBUTES =
  'accumulate additive alignmentBaseline amplitude attributeName azimuth baseFrequency baselineShift begin bias by calcMode clip clipPath clipPathUnits clipRule colorInterpolation colorInterpolationFilters colorRendering cursor cx cy d diffuseConstant direction display divisor dominantBaseline dur dx dy edgeMode elevation end exponent fill fillOpacity fillRule filter filterUnits floodColor floodOpacity fontFamily fontSize fontSizeAdjust fontStretch fontStyle fontVariant fontWeight format fr from fx fy glyphOrientationHorizontal glyphOrientationVertical gradientTransform gradientUnits imageRendering in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning keyPoints keySplines keyTimes lengthAdjust letterSpacing lightingColor limitingConeAngle local markerEnd markerHeight markerMid markerStart markerUnits markerWidth mask maskContentUnits maskType maskUnits mode numOctaves offset opacity operator order orient orientation overflow overlinePosition overlineThickness paintOrder path pathLength patternContentUnits patternTransform patternUnits pointerEvents points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY repeatCount repeatDur restart result rotate rx ry scale seed shapeRendering side slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles stopColor stopOpacity strikethroughPosition strikethroughThickness stroke strokeDashArray strokeDashOffset strokeLineCap strokeLineJoin strokeMiterLimit strokeOpacity strokeWidth surfaceScale tableValues targetX targetY textAnchor textDecoration textLength textRendering to transform transformOrigin underlinePosition underlineThickness unicodeBidi values vectorEffect viewBox visibility wordSpacing writingMode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan';

const MATH_ATTRIBUTES =
  'accent accentunder columnalign columnlines columnspacing depth displaystyle encoding fence linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing rspace scriptlevel separator stretchy symmetric';

const ARIA = 'ariaDescribedBy ariaHidden ariaLabel ariaLabelledBy ariaLevel ariaValueMax ariaValueMin ariaValueNow ariaValueText';

/** Attributes of the compiler's own that an author's HTML must not carry. */
export const OWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  'dataStep',
  'dataUntil',
  'dataEffect',
  'dataCode',
  'dataFile',
  'dataPane',
  'dataState',
  'dataFocus',
  'dataMissing',
  'dataShadow',
  'dataFrame',
  'dataMath',
  'dataPoster',
  'dataDrawnBy',
]);

const ATTRIBUTES = `${HTML_ATTRIBUTES} ${SVG_ATTRIBUTES} ${MATH_ATTRIBUTES} ${ARIA} data*`.split(' ');

export const SCHEMA: Options = {
  ...defaultSchema,
  tagNames: TAGS.split(' '),
  ancestors: {},
  attributes: { '*': ATTRIBUTES, input: [['type', 'checkbox', 'radio', 'range', 'text', 'number', 'color', 'date']] },
  required: {},
  clobber: [],
  clobberPrefix: '',
  strip: ['script', 'object', 'embed', 'applet', 'template', 'noscript'],
  protocols: {
    href: ['http', 'https', 'mailto', 'tel'],
    xLinkHref: ['http', 'https'],
    cite: ['http', 'https'],
    longDesc: ['http', 'https'],
    src: ['http', 'https', 'data', 'blob'],
    poster: ['http', 'https', 'data'],
    background: ['http', 'https', 'data'],
  },
};
