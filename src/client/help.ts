// The keys, printed from the table that the keyboard uses.
import type { Command } from './commands.ts';
import type { Layer } from './layers.ts';

const NAMES: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ' ': 'Space',
  'Shift+ ': 'Shift+Space',
  'Shift+D': 'Shift+D',
};

export function help(commands: readonly Pick<Command, 'keys' | 'what' | 'group'>[]): Layer {
  const element = document.createElement('div');
  element.className = 'help';
  element.setAttribute('role', 'dialog');
  element.setAttribute('aria-label', 'keys');
  const extra = { slides: [['12\nEnter', 'slide number 12']], demo: [['Esc\nEsc', 'from the terminal to the slides']], view: [] };
  for (const group of ['slides', 'demo', 'view'] as const) {
    const column = document.createElement('section');
    const title = document.createElement('h2');
    title.textContent = group;
    const list = document.createElement('dl');
    const rows = commands.filter((command) => command.group === group).map(({ keys, what }) => [keys.map(nameOf).join('\n'), what]);
    for (const [keys = '', what = ''] of [...rows, ...extra[group]]) list.append(row(keys, what));
    column.append(title, list);
    element.append(column);
  }
  return { name: 'help', element };
}

function row(keys: string, what: string): HTMLElement {
  const line = document.createElement('div');
  const term = document.createElement('dt');
  for (const key of keys.split('\n')) {
    const cap = document.createElement('kbd');
    cap.textContent = key;
    term.append(cap, ' ');
  }
  const description = document.createElement('dd');
  description.textContent = what;
  line.append(term, description);
  return line;
}

function nameOf(key: string): string {
  return NAMES[key] ?? key;
}
