// The last screen of a recorded demo as HTML: text with its looks, line by line, in
// the panel's own markup, so that the panel's style sheet shows it. Colours of the
// palette are variables, which the page's script sets.
import type { ScreenLine, ScreenRun } from '../demo.ts';
import type { DemoInfo, PageInfo } from '../protocol.ts';
import { escapeHtml } from './page.ts';
import { bright, cssColor } from './screen-colors.ts';

/** What is left of a run: the last screen of each pane. */
export interface PrintedDemo {
  readonly info: DemoInfo;
  readonly screens: readonly { readonly pane: string; readonly lines: readonly ScreenLine[] }[];
}

/** The panel with the demos of a slide, one above the other. */
export function printedPanel(demos: readonly PrintedDemo[]): string {
  return `<aside class="panel"><div class="panel-stage">${demos.map(view).join('')}</div></aside>`;
}

function view({ info, screens }: PrintedDemo): string {
  const { columns, rows } = info.size;
  const panes = info.panes.map(({ name, command, page }) => {
    if (page !== undefined && !page.standIn) return pageHtml(name, page);
    const lines = screens.find(({ pane }) => pane === name)?.lines ?? [];
    return `<section class="pane" data-pane="${escapeHtml(name)}"><header class="pane-head"><h3 class="pane-name">${escapeHtml(name)}</h3><span class="pane-aside">${escapeHtml(command)}</span></header><div class="pane-screen"><div class="pane-box"><pre class="screen">${lines.map(lineHtml).join('\n')}</pre></div></div></section>`;
  });
  return `<div class="panel-view" data-demo="${escapeHtml(info.name)}" data-columns="${columns}" data-rows="${rows}"><header class="panel-head"><div class="panel-what"><h2 class="panel-title">${escapeHtml(info.title)}</h2><span class="pill" data-kind="recorded"><span class="pill-dot"></span>recorded</span></div></header><div class="panel-body">${panes.join('')}</div></div>`;
}

/** A page is not recorded: its picture, or a word in its place. */
function pageHtml(name: string, { address, picture }: PageInfo): string {
  const shown = escapeHtml(address);
  const inside =
    picture === null
      ? '<p class="page-note">a web page, live only</p>'
      : `<img class="page-picture" src="${escapeHtml(picture)}" alt="${escapeHtml(name)}">`;
  return `<section class="pane web-pane" data-pane="${escapeHtml(name)}"><header class="pane-head"><h3 class="pane-name">${escapeHtml(name)}</h3><span class="pane-aside">${shown}</span></header><div class="web-box">${inside}</div></section>`;
}

/** One line, without its end. */
export function lineHtml(line: ScreenLine): string {
  return line.map(runHtml).join('');
}

function runHtml(run: ScreenRun): string {
  const style = styleOf(run);
  const text = escapeHtml(run.text);
  const letters = [...run.text].length;
  // What takes more cells than letters, or comes from another face, is given its place by force.
  const placed = run.cells === letters ? '' : `display:inline-block;width:${run.cells}ch`;
  const all = [style, placed].filter(Boolean).join(';');
  return all === '' ? text : `<span style="${all}">${text}</span>`;
}

function styleOf({ color, ground, inverse, bold, dim, italic, underline, strike }: ScreenRun): string {
  const declarations: string[] = [];
  const front = color ?? (inverse ? 'var(--screen-ground)' : null);
  const back = ground ?? (inverse ? 'var(--screen-text)' : null);
  if (front !== null) declarations.push(`color:${cssColor(bright(front, bold), variable)}`);
  if (back !== null) declarations.push(`background:${cssColor(back, variable)}`);
  if (bold) declarations.push('font-weight:700');
  if (dim) declarations.push('opacity:.6');
  if (italic) declarations.push('font-style:italic');
  const lines = [underline ? 'underline' : '', strike ? 'line-through' : ''].filter(Boolean).join(' ');
  if (lines !== '') declarations.push(`text-decoration:${lines}`);
  return declarations.join(';');
}

function variable(color: number): string {
  return `var(--screen-${color})`;
}
