/** What a node is called inside its scope. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The scope that a node is in, with its "/" at the end; "" at the root. */
export function scopePart(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
