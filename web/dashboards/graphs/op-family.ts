/** Ops that do alike, coloured alike: the token and what the legend calls them. */
export interface OpFamily {
  readonly name: string;
  readonly colour: string;
}

interface Rule {
  readonly family: OpFamily;
  readonly pattern: RegExp;
}

const OTHER: OpFamily = { name: 'other', colour: '--rl-control-border' };

/** The first rule that matches decides. Names are those of TensorFlow, of PyTorch without "aten::", and of Keras. */
const RULES: readonly Rule[] = [
  rule(
    'input',
    '--rl-run-3',
    /^(?:placeholder|input|inputlayer|io node|iterator|input_arg|getattr|parameter)/,
  ),
  rule('output', '--rl-run-3', /^(?:output_arg|identityn$|retval)/),
  rule('state', '--rl-run-7', /variable|^(?:assign|apply|resourceapply|scatter|readvariable|initializ)/),
  rule(
    'matrix',
    '--rl-run-15',
    /matmul|conv|^(?:dense|linear|addmm|bmm|einsum|embedding|mm|lstm|gru|rnn|attention)/,
  ),
  rule('activation', '--rl-run-8', /relu|sigmoid|tanh|softmax|elu|gelu|swish|silu|softplus|^activation/),
  rule(
    'reduction',
    '--rl-run-5',
    /^(?:sum|mean|max|min|prod|all|any|argmax|argmin|reduce|logsumexp|norm)\b|pool|norm|loss|entropy/,
  ),
  rule(
    'arithmetic',
    '--rl-run-1',
    /^(?:add|sub|mul|div|realdiv|truediv|floordiv|neg|pow|square|sqrt|rsqrt|exp|log|abs|sign|maximum|minimum|bias|rsub|less|greater|equal|notequal|logical|where|select|random|clip)/,
  ),
  rule(
    'shape',
    '--rl-run-16',
    /^(?:reshape|transpose|permute|flatten|squeeze|expand|concat|stack|unstack|split|slice|stridedslice|gather|pad|pack|unpack|tile|shape|size|rank|broadcast|fill|cast|view|cat|listconstruct|contiguous)/,
  ),
  rule(
    'flow',
    '--rl-idle',
    /^(?:noop|identity|while|statelesswhile|if|statelessif|switch|merge|enter|exit|nextiteration|loopcond|partitionedcall|statefulpartitionedcall|assert|mergesummary)/,
  ),
];

/** The family of an op type, case and punctuation aside. */
export function opFamily(op: string): OpFamily {
  const name = op.replace(/^\w+::_?/, '').toLowerCase();
  return RULES.find(({ pattern }) => pattern.test(name))?.family ?? OTHER;
}

function rule(name: string, colour: string, pattern: RegExp): Rule {
  return { family: { name, colour }, pattern };
}
