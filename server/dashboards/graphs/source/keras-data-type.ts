import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import type { KerasLayer } from './keras-model.ts';

const { DataType } = tensorboard;

/** Types whose name in Keras is not "DT_" and the name in capitals. */
const ALIASES: ReadonlyMap<string, number> = new Map([
  ['float16', DataType.DT_HALF],
  ['float32', DataType.DT_FLOAT],
  ['float64', DataType.DT_DOUBLE],
]);

/** What TensorBoard knows under the name in capitals. */
const KNOWN =
  /^(?:half|float|double|bool|string|bfloat16|u?int(?:8|16|32|64)|complex(?:64|128)|qu?int(?:8|16)|qint32|resource|variant)$/;

/** Number of the data type of a layer (`config.dtype` or its policy's name); undefined when there is none it knows. */
export function kerasDataType(layer: KerasLayer): number | undefined {
  const name = typeName(layer.config['dtype']);
  if (name === undefined) return undefined;
  const alias = ALIASES.get(name);
  if (alias !== undefined) return alias;
  if (!KNOWN.test(name)) return undefined;
  return DataType[`DT_${name.toUpperCase()}` as keyof typeof DataType];
}

/** "float32", or a policy {config: {name: "float32"}}. */
function typeName(dtype: unknown): string | undefined {
  if (typeof dtype === 'string') return dtype;
  if (typeof dtype !== 'object' || dtype === null || !('config' in dtype)) return undefined;
  const { config } = dtype;
  if (typeof config !== 'object' || config === null || !('name' in config)) return undefined;
  return typeof config.name === 'string' ? config.name : undefined;
}
