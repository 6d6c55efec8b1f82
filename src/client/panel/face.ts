// The face that terminals are drawn in, as the browser has it: what its cells
// measure, now and when the face comes late.
import { type Face, measureFace } from './grid-font.ts';
import { TERMINAL_FACE } from './palette.ts';

/** A page that cannot load the face shows the terminal in another one after so many ms. */
const FACE_MS = 1_500;

/** Measures the face once it is there, or is not to be waited for, and whenever faces have been loaded since. Returns its off. */
export function watchFace(measured: (face: Face) => void): () => void {
  const measure = (): void => measured(measureFace(TERMINAL_FACE));
  let off = false;
  void loadFace().then(() => {
    if (off) return;
    measure();
    document.fonts.addEventListener('loadingdone', measure);
  });
  return () => {
    off = true;
    document.fonts.removeEventListener('loadingdone', measure);
  };
}

async function loadFace(): Promise<void> {
  const faces = ['400', '700'].map((weight) => document.fonts.load(`${weight} 20px "JetBrains Mono"`));
  const late = new Promise<void>((resolve) => setTimeout(resolve, FACE_MS));
  await Promise.race([Promise.allSettled(faces), late]);
}
