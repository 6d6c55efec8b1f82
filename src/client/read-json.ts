// JSON from where an address says: the net, or, for `#deck`, the element of the page
// that bears this name. So one file on a disk reads what it brings along the same way
// as a page reads what lies beside it.

/** What a script element of the page holds; null where there is none. Authors give ids to what they like, but their scripts are taken out. */
export function pageText(id: string): string | null {
  return document.querySelector(`script[type="application/json"][id="${CSS.escape(id)}"]`)?.textContent ?? null;
}

/** Null where there is none. Rejects when it cannot be had, or is no JSON. */
export async function readJson<T>(address: string, cache: RequestCache = 'default'): Promise<T | null> {
  if (address.startsWith('#')) {
    const text = pageText(address.slice(1));
    return text == null ? null : (JSON.parse(text) as T);
  }
  const response = await fetch(address, { cache });
  return response.ok ? ((await response.json()) as T) : null;
}
