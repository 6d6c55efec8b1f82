// Bytes to text, once, for panel, ring and cast alike. Streaming: a character cut
// between two chunks comes whole; each bad sequence is one U+FFFD, by the rule of
// the Encoding Standard (longest valid beginning). NUL is left out: a terminal
// ignores it, and not every reader of casts survives one.

export interface Utf8Decoder {
  decode(bytes: Uint8Array): string;
  /** The last text: U+FFFD for a character that never ended, or ''. */
  end(): string;
}

export function createUtf8Decoder(): Utf8Decoder {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const clean = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '') : text);
  return {
    decode: (bytes) => clean(decoder.decode(bytes, { stream: true })),
    end: () => clean(decoder.decode()),
  };
}
