/** A path and those that it is inside of, the innermost first: any of them may be a call. */
export function pathsAround(path: string | undefined): string[] {
  if (path === undefined) return [];
  const paths = [path];
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    paths.push(path.slice(0, slash));
  }
  return paths;
}
