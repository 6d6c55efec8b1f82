// What a demo shows before its first run: what it will do, and which key starts it.
import type { DemoInfo } from '../../protocol.ts';
import { el } from './dom.ts';

export function emptyState(info: DemoInfo, start: () => void): HTMLElement {
  const button = el('button', 'empty-start', { type: 'button' });
  button.append('Press ', el('kbd', '', {}, 'r'), info.runs === false ? ' to play' : ' to run');
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', start);
  const commands = el('ul', 'empty-commands');
  for (const pane of info.panes) {
    const item = el('li', '', {}, el('code', '', {}, pane.command));
    if (info.panes.length > 1) item.prepend(el('span', 'empty-pane', {}, pane.name));
    commands.append(item);
  }
  if (info.runs === false && !info.recorded) button.replaceChildren('no recording');
  button.disabled = info.runs === false && !info.recorded;
  const what = info.summary === '' ? info.title : info.summary;
  return el('div', 'panel-empty', {}, el('p', 'empty-summary', {}, what), commands, button);
}
