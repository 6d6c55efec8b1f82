// A black screen: all eyes on the speaker.
import type { Layer } from './layers.ts';

export function blackout(): Layer {
  const element = document.createElement('div');
  element.className = 'blackout';
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', 'black screen');
  return { name: 'blackout', element };
}
