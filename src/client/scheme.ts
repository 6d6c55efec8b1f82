// Light or dark on the spot, for a room that turns out bright or dark. The theme
// decides how it starts; the colours follow `color-scheme`.
import type { PositionOwner } from './position.ts';

/** Notes the theme's own scheme on the root, where styles for inverse slides look for it. */
export function startScheme(): void {
  const root = document.documentElement;
  root.dataset.scheme = getComputedStyle(root).colorScheme.includes('dark') ? 'dark' : 'light';
}

export function swapScheme(position: PositionOwner): void {
  const root = document.documentElement;
  root.dataset.scheme = root.dataset.scheme === 'dark' ? 'light' : 'dark';
  root.style.colorScheme = root.dataset.scheme;
  // Shown anew, so that the chrome takes the slide's new colours.
  position.go(position.slide, position.step, 'deck');
}
