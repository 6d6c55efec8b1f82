// The whole screen for the talk, where the browser allows it.

export async function toggleFullscreen(): Promise<void> {
  try {
    if (document.fullscreenElement === null) await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
    else await document.exitFullscreen();
  } catch {
    // Refused, as in a frame: the talk goes on in its window.
  }
}
