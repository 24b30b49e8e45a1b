import { tensorboard } from '../../../proto/generated/tensorboard.js';
import { LEARNING_RATE, SAMPLE_COUNT, TRUE_BIAS, TRUE_WEIGHT } from './linear-regression.ts';

const { DT_FLOAT } = tensorboard.DataType;

/** One node a line: name, op, inputs. The scopes are those of the tutorial; the gradients are cut to what matters. */
const NODES = `
original_data/x Const
original_data/scaled/y Const
original_data/scaled Mul original_data/x original_data/scaled/y
original_data/y/y Const
original_data/y AddV2 original_data/scaled original_data/y/y

linear_model/weights/Initializer/random_uniform/min Const
linear_model/weights/Initializer/random_uniform/max Const
linear_model/weights/Initializer/random_uniform/RandomUniform RandomUniform
linear_model/weights/Initializer/random_uniform/sub Sub linear_model/weights/Initializer/random_uniform/max linear_model/weights/Initializer/random_uniform/min
linear_model/weights/Initializer/random_uniform/mul Mul linear_model/weights/Initializer/random_uniform/RandomUniform linear_model/weights/Initializer/random_uniform/sub
linear_model/weights/Initializer/random_uniform AddV2 linear_model/weights/Initializer/random_uniform/mul linear_model/weights/Initializer/random_uniform/min
linear_model/weights VariableV2
linear_model/weights/Assign Assign linear_model/weights linear_model/weights/Initializer/random_uniform
linear_model/weights/read Identity linear_model/weights
linear_model/bias/Initializer/zeros Const
linear_model/bias VariableV2
linear_model/bias/Assign Assign linear_model/bias linear_model/bias/Initializer/zeros
linear_model/bias/read Identity linear_model/bias
linear_model/mul Mul linear_model/weights/read original_data/x
linear_model/predict AddV2 linear_model/mul linear_model/bias/read

loss/sub Sub original_data/y linear_model/predict
loss/Square Square loss/sub
loss/Const Const
loss/error Mean loss/Square loss/Const

optimizer/gradients/loss/error_grad/truediv RealDiv loss/error
optimizer/gradients/loss/Square_grad/Mul Mul loss/sub optimizer/gradients/loss/error_grad/truediv
optimizer/gradients/loss/sub_grad/Neg Neg optimizer/gradients/loss/Square_grad/Mul
optimizer/gradients/linear_model/predict_grad/Sum Sum optimizer/gradients/loss/sub_grad/Neg
optimizer/gradients/linear_model/mul_grad/Mul Mul optimizer/gradients/loss/sub_grad/Neg original_data/x
optimizer/gradients/linear_model/mul_grad/Sum Sum optimizer/gradients/linear_model/mul_grad/Mul
optimizer/GradientDescent/learning_rate Const
optimizer/GradientDescent/update_linear_model/weights/ApplyGradientDescent ApplyGradientDescent linear_model/weights optimizer/GradientDescent/learning_rate optimizer/gradients/linear_model/mul_grad/Sum
optimizer/GradientDescent/update_linear_model/bias/ApplyGradientDescent ApplyGradientDescent linear_model/bias optimizer/GradientDescent/learning_rate optimizer/gradients/linear_model/predict_grad/Sum
optimizer/GradientDescent NoOp ^optimizer/GradientDescent/update_linear_model/weights/ApplyGradientDescent ^optimizer/GradientDescent/update_linear_model/bias/ApplyGradientDescent

merge/error ScalarSummary loss/error
merge/weights HistogramSummary linear_model/weights/read
merge/bias HistogramSummary linear_model/bias/read
merge/Merge/MergeSummary MergeSummary merge/error merge/weights merge/bias
`;

const CONSTANTS: Readonly<Record<string, number>> = {
  'original_data/scaled/y': TRUE_WEIGHT,
  'original_data/y/y': TRUE_BIAS,
  'linear_model/weights/Initializer/random_uniform/min': -1,
  'linear_model/weights/Initializer/random_uniform/max': 1,
  'linear_model/bias/Initializer/zeros': 0,
  'optimizer/GradientDescent/learning_rate': LEARNING_RATE,
};

/** The graph of the tutorial's linear regression: scopes original_data, linear_model, loss, optimizer and merge. */
export function buildLinearGraph(): tensorboard.GraphDef.$Properties {
  const lines = NODES.split('\n').filter((line) => line !== '');
  return { node: lines.map(buildNode), versions: { producer: 1 } };
}

function buildNode(line: string): tensorboard.NodeDef.$Properties {
  const [name = '', op = '', ...input] = line.split(' ');
  const node = { name, op, input, device: name.startsWith('original_data/') ? '/device:CPU:0' : '' };
  if (op === 'NoOp') return node;
  const shape = name === 'original_data/x' ? { dim: [{ size: SAMPLE_COUNT }] } : {};
  const value = CONSTANTS[name];
  if (op === 'Const') {
    const tensor = { dtype: DT_FLOAT, tensorShape: shape, ...(value !== undefined && { floatVal: [value] }) };
    return { ...node, attr: { dtype: { type: DT_FLOAT }, value: { tensor } } };
  }
  if (op === 'VariableV2') return { ...node, attr: { dtype: { type: DT_FLOAT }, shape: { shape } } };
  return { ...node, attr: { T: { type: DT_FLOAT } } };
}
