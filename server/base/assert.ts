/** Ends a switch over a union: a new member that is not handled fails to compile. */
export function assertUnreachable(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
