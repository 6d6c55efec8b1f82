// Nothing an author's text holds runs as a script in the page.
import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import { compiled } from './support.ts';

function html(text: string): string {
  return compiled(text, { options: { dialect: 'remark' } })
    .deck.slides.map((slide) => toHtml(slide.content))
    .join('\n');
}

describe('test 44: markup that would run', () => {
  it.each([
    ['<script>window.__x = 1</script>a', 'a'],
    ['<img src=x onerror=window.__x=1>', '<img src="x" data-file="slides/x">'],
    ['<svg onload=x()></svg>', '<p><svg></svg></p>'],
    ['<svg/onload=x()>', '<p>&#x3C;svg/onload=x()></p>'],
    ['[a](javascript:x()) [b](JaVa\tScRiPt:x)', '<p><a>a</a> [b](JaVa\tScRiPt:x)</p>'],
    ['<a href=" &#106;avascript:x()">a</a>', '<p><a>a</a></p>'],
    ['<a href="data:text/html,x">a</a>', '<p><a>a</a></p>'],
    ['![a](data:text/html,x)', '<p><img alt="a"></p>'],
    ['<iframe src="data:text/html,x" srcdoc="x"></iframe>', '<iframe></iframe>'],
    ['<!-- --><!-- <img onerror=x> -->a', 'a'],
    ['<!--><img src=data:image/png, onerror=x>-->', '<img src="data:image/png,">-->'],
    [
      '<svg><a xlink:href="javascript:x"><animate attributeName=href to="javascript:x"/></a></svg>',
      '<p><svg><a><animate></animate></a></svg></p>',
    ],
    ['<math><a xlink:href="javascript:x">a</a></math>', '<p><math><a>a</a></math></p>'],
    ['<object data="x.swf"></object><embed src="x">a', '<p>a</p>'],
    ['<base href="https://example.org"><meta http-equiv=refresh content="0;url=x">a', 'a'],
    ['<form action=/run><button formaction="/run">a</button></form>', '<button>a</button>'],
    ['<b onclick=x() ONMOUSEOVER=x()>a</b>', '<p><b>a</b></p>'],
    ['.a[<b onclick=x()>b</b>]', '<p><span class="a"><b>b</b></span></p>'],
    ['<svg><style>&lt;/style&gt;&lt;img src=x onerror=x()&gt;</style></svg>', '<p><svg></svg></p>'],
    ['<math><annotation-xml encoding="text/html"><style><img src=x onerror=x()></style></annotation-xml></math>', '<p><math></math></p>'],
    [
      '<math><annotation-xml encoding="text/html"><svg><foreignObject><style><img src=x onerror=x()></style>',
      '<p><math><svg><foreignObject><p></p></foreignObject></svg></math></p>',
    ],
    ['<svg><style>a > b { fill: red }</style></svg>', '<p><svg><style>a > b { fill: red }</style></svg></p>'],
    ['<iframe data-src="java&#10;script:x()" data-a="1"></iframe>', '<iframe data-a="1"></iframe>'],
    [
      '![](x.mp4){poster=javascript:x()}',
      '<p><video src="x.mp4" controls preload="metadata" playsinline data-file="slides/x.mp4"></video></p>',
    ],
    ['<figure class="code" data-code="x" data-file="/etc/passwd" data-step="9">a</figure>', '<figure class="code">a</figure>'],
  ])('%s', (text, expected) => {
    expect(html(text).trim()).toBe(expected);
  });

  it('a class cannot carry markup out of its attribute', () => {
    expect(html('<a title="a .red[b] c" href="#x">y</a>')).toBe('<p><a title="a .red[b] c" href="#x">y</a></p>');
  });
});
