/** Which tensors of a call are those of a function that it calls. */
export interface ArgumentOrder {
  /** Number of data inputs before the function's first argument. */
  readonly firstInput: number;
  /** Whether what the function gives is what the call gives. */
  readonly isResult: boolean;
}

/** TensorFlow's ops that hand their inputs on to functions: how many inputs they keep for themselves. */
const OWN_INPUTS: ReadonlyMap<string, number> = new Map([
  ['PartitionedCall', 0],
  ['StatefulPartitionedCall', 0],
  ['TPUPartitionedCall', 0],
  ['While', 0],
  ['StatelessWhile', 0],
  ['_While', 0],
  // The target device, the condition, or the number of the branch comes first.
  ['RemoteCall', 1],
  ['If', 1],
  ['StatelessIf', 1],
  ['_If', 1],
  ['Case', 1],
  ['StatelessCase', 1],
]);

/**
 * How a function's arguments and results are tied to its call's inputs and outputs; undefined where that is not known, as of
 * data sets, which call their functions with elements of their own.
 *
 * @param as Of CalledFunction: "" where the op itself is the function.
 */
export function argumentOrder(op: string, as: string): ArgumentOrder | undefined {
  if (as === '') return { firstInput: 0, isResult: true };
  const firstInput = OWN_INPUTS.get(op);
  // Of a loop the condition takes what the body does, but only decides whether that runs.
  return firstInput === undefined ? undefined : { firstInput, isResult: as !== 'cond' };
}
