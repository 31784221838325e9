/**
 * Bytes as strings. A string list is ASCII and every string ends in a NUL; anything else is no text. Facts: the
 * Devicetree Specification 2.2.4 (string list) and dt-schema's dtb reader.
 */

/** The strings, when the bytes are ASCII and end in NUL; empty and unprintable strings included. */
export function splitStrings(bytes: Uint8Array): readonly string[] | undefined {
  if (bytes.at(-1) !== 0) return undefined;
  return toAscii(bytes.subarray(0, -1))?.split('\0');
}

/** The strings, when the bytes can hardly be anything but text: printable and none of them empty. */
export function asText(bytes: Uint8Array): readonly string[] | undefined {
  const strings = splitStrings(bytes);
  return strings?.every((it) => /^[\x20-\x7e]+$/.test(it)) ? strings : undefined;
}

function toAscii(bytes: Uint8Array): string | undefined {
  let text = '';
  for (const byte of bytes) {
    if (byte > 127) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}
