const SIGNATURES: readonly (readonly [bytes: string, type: string])[] = [
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8', 'image/jpeg'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['BM', 'image/bmp'],
];

/** The content type of an image by its first bytes: what is none of four harmless kinds is only bytes. */
export function imageType(bytes: Uint8Array): string {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  return SIGNATURES.find(([start]) => head.startsWith(start))?.[1] ?? 'application/octet-stream';
}
