// Small notices in a corner of the deck: a lost connection and what still works, a
// problem in the talk's text, digits being typed, a demo that still runs. One line
// each, read out politely.

export type BadgeName = 'link' | 'message' | 'digits';

export interface Badges {
  /** Shows, changes or (null) removes a badge. `more` is shown while the pointer is over it. */
  set(name: BadgeName, text: string | null, more?: string): void;
  /** Puts one of another's making among them, who takes it away again. */
  put(badge: HTMLElement): void;
}

export function createBadges(root: HTMLElement): Badges {
  const host = document.createElement('div');
  host.className = 'badges';
  host.setAttribute('role', 'status');
  root.append(host);
  const shown = new Map<BadgeName, HTMLElement>();

  return {
    set(name, text, more = '') {
      const badge = shown.get(name) ?? document.createElement('div');
      if (text === null) {
        badge.remove();
        shown.delete(name);
        return;
      }
      badge.className = 'badge';
      badge.dataset.badge = name;
      badge.textContent = text;
      badge.title = more;
      if (shown.has(name)) return;
      shown.set(name, badge);
      host.append(badge);
    },
    put: (badge) => host.append(badge),
  };
}
