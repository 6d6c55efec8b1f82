// JSON from where an address says: the net, or, for `#deck`, the element of the page
// that bears this name. So one file on a disk reads what it brings along the same way
// as a page reads what lies beside it.

/** Null where there is none. Rejects when it cannot be had, or is no JSON. */
export async function readJson<T>(address: string, cache: RequestCache = 'default'): Promise<T | null> {
  if (address.startsWith('#')) {
    const text = document.getElementById(address.slice(1))?.textContent;
    return text == null ? null : (JSON.parse(text) as T);
  }
  const response = await fetch(address, { cache });
  return response.ok ? ((await response.json()) as T) : null;
}
