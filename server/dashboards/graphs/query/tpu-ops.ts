/**
 * Ops that TPUs run, from the list of the Cloud TPU documentation ("Available TensorFlow ops") and XLA's kernels. Those
 * of structure (arguments, calls) are part of it.
 */
const TPU_OPS = new Set(
  `Abs Acos Acosh Add AddN AddV2 AdjustContrastv2 AdjustHue AdjustSaturation All AllToAll Angle Any ApproximateEqual
  ArgMax ArgMin Asin Asinh Assert AssignAddVariableOp AssignSubVariableOp AssignVariableOp Atan Atan2 Atanh AvgPool
  AvgPool3D AvgPool3DGrad AvgPoolGrad BatchMatMul BatchMatMulV2 BatchMatMulV3 BatchToSpace BatchToSpaceND BiasAdd
  BiasAddGrad BiasAddV1 Bitcast BitwiseAnd BitwiseOr BitwiseXor BroadcastArgs BroadcastGradientArgs BroadcastTo Bucketize
  Case Cast Ceil CheckNumerics Cholesky ClipByValue CollectivePermute Complex ComplexAbs Concat ConcatOffset ConcatV2 Conj
  ConjugateTranspose Const ControlTrigger Conv2D Conv2DBackpropFilter Conv2DBackpropInput Conv3D
  Conv3DBackpropFilterV2 Conv3DBackpropInputV2 Cos Cosh Cross CrossReplicaSum Cumprod Cumsum DataFormatDimMap
  DataFormatVecPermute DepthToSpace DepthwiseConv2dNative DepthwiseConv2dNativeBackpropFilter
  DepthwiseConv2dNativeBackpropInput DiagPart Diag Digamma Div DivNoNan DynamicStitch DynamicUpdateSlice Einsum Elu
  EluGrad Empty EmptyTensorList EnsureShape Equal Erf Erfc Exp ExpandDims Expm1 ExtractImagePatches FFT FFT2D FFT3D
  FakeParam FakeQuantWithMinMaxArgs FakeQuantWithMinMaxArgsGradient FakeQuantWithMinMaxVars
  FakeQuantWithMinMaxVarsGradient Fill Floor FloorDiv FloorMod FusedBatchNorm FusedBatchNormGrad FusedBatchNormGradV2
  FusedBatchNormGradV3 FusedBatchNormV2 FusedBatchNormV3 Gather GatherNd GatherV2 GetItem Greater GreaterEqual HSVToRGB
  IFFT IFFT2D IFFT3D IRFFT IRFFT2D IRFFT3D Identity IdentityN If Imag InfeedDequeue InfeedDequeueTuple InplaceAdd
  InplaceUpdate InTopKV2 Inv Invert InvertPermutation IsFinite IsInf IsNan L2Loss LRN LRNGrad LeakyRelu LeakyReluGrad
  LeftShift Less LessEqual Lgamma LinSpace ListDiff Log Log1p LogSoftmax LogicalAnd LogicalNot LogicalOr LowerBound MatMul
  MatrixBandPart MatrixDiag MatrixDiagPart MatrixDiagPartV2 MatrixDiagPartV3 MatrixDiagV2 MatrixDiagV3 MatrixInverse
  MatrixSetDiag MatrixSetDiagV2 MatrixSetDiagV3 MatrixSolve MatrixTriangularSolve Max MaxPool MaxPool3D MaxPool3DGrad
  MaxPool3DGradGrad MaxPoolGrad MaxPoolGradGrad MaxPoolGradGradV2 MaxPoolGradV2 MaxPoolV2 Maximum Mean Min Minimum
  MirrorPad MirrorPadGrad Mod Mul MulNoNan Multinomial Ndtri Neg NextAfter NoOp NonMaxSuppressionV4 NotEqual OneHot
  OnesLike OutfeedEnqueue OutfeedEnqueueTuple Pack Pad PadV2 ParallelDynamicStitch ParameterizedTruncatedNormal
  PartitionedCall Placeholder PlaceholderWithDefault Polygamma PopulationCount Pow PreventGradient Prod Qr
  QuantizeAndDequantizeV2 QuantizeAndDequantizeV3 RFFT RFFT2D RFFT3D RGBToHSV RandomShuffle RandomStandardNormal
  RandomUniform RandomUniformInt Range Rank ReadVariableOp Real RealDiv Reciprocal ReciprocalGrad RecvTPUEmbeddingActivations
  Relu Relu6 Relu6Grad ReluGrad Reshape ResizeBilinear ResizeBilinearGrad ResizeNearestNeighbor ResizeNearestNeighborGrad
  ResourceApplyAdaMax ResourceApplyAdadelta ResourceApplyAdagrad ResourceApplyAdagradDA ResourceApplyAdagradV2
  ResourceApplyAdam ResourceApplyAddSign ResourceApplyCenteredRMSProp ResourceApplyFtrl ResourceApplyFtrlV2
  ResourceApplyGradientDescent ResourceApplyKerasMomentum ResourceApplyMomentum ResourceApplyPowerSign
  ResourceApplyProximalAdagrad ResourceApplyProximalGradientDescent ResourceApplyRMSProp ResourceGather
  ResourceScatterAdd ResourceScatterDiv ResourceScatterMax ResourceScatterMin ResourceScatterMul ResourceScatterNdAdd
  ResourceScatterNdSub ResourceScatterNdUpdate ResourceScatterSub ResourceScatterUpdate ResourceStridedSliceAssign
  Reverse ReverseSequence ReverseV2 RightShift Rint RngReadAndSkip RngSkip Roll Round Rsqrt RsqrtGrad ScatterNd Select
  SelectV2 SelfAdjointEigV2 Selu SeluGrad SendTPUEmbeddingGradients Shape ShapeN Sigmoid SigmoidGrad Sign Sin Sinh Size
  Slice Snapshot Softmax SoftmaxCrossEntropyWithLogits Softplus SoftplusGrad Softsign SoftsignGrad SpaceToBatch
  SpaceToBatchND SpaceToDepth SparseMatMul SparseSoftmaxCrossEntropyWithLogits SparseToDense Split SplitV Sqrt SqrtGrad
  Square SquaredDifference Squeeze StackCloseV2 StackPopV2 StackPushV2 StackV2 StatefulPartitionedCall
  StatefulStandardNormalV2 StatefulTruncatedNormal StatefulUniform StatefulUniformFullInt StatefulUniformInt StatelessCase
  StatelessIf StatelessMultinomial StatelessRandomGetAlg StatelessRandomGetKeyCounter StatelessRandomNormal
  StatelessRandomNormalV2 StatelessRandomUniform StatelessRandomUniformInt StatelessRandomUniformV2
  StatelessTruncatedNormal StatelessWhile StopGradient StridedSlice StridedSliceGrad Sub Sum Svd SymbolicGradient Tan Tanh
  TanhGrad TensorArrayCloseV3 TensorArrayConcatV3 TensorArrayGatherV3 TensorArrayGradV3 TensorArrayReadV3
  TensorArrayScatterV3 TensorArraySizeV3 TensorArraySplitV3 TensorArrayV3 TensorArrayWriteV3 TensorListConcatV2
  TensorListElementShape TensorListFromTensor TensorListGather TensorListGetItem TensorListLength TensorListPopBack
  TensorListPushBack TensorListReserve TensorListSetItem TensorListSplit TensorListStack TensorScatterAdd
  TensorScatterMax TensorScatterMin TensorScatterSub TensorScatterUpdate TensorStridedSliceUpdate Tile TopKV2 Transpose
  TridiagonalSolve TruncateDiv TruncateMod TruncatedNormal Unique Unpack UnsortedSegmentMax UnsortedSegmentMin
  UnsortedSegmentProd UnsortedSegmentSum UpperBound VarHandleOp VarIsInitializedOp VariableShape Where While Xdivy
  XlaBroadcastHelper XlaConv XlaDequantize XlaDot XlaDynamicSlice XlaDynamicUpdateSlice XlaEinsum XlaGather XlaHostCompute
  XlaIf XlaKeyValueSort XlaPad XlaRecv XlaReduce XlaReduceWindow XlaReplicaId XlaScatter XlaSelectAndScatter
  XlaSelfAdjointEig XlaSend XlaSharding XlaSort XlaSvd XlaWhile Xlogy ZerosLike Zeta
  Enter Exit LoopCond Merge NextIteration Switch TPUReplicatedInput TPUReplicatedOutput TPUReplicateMetadata
  TPUCompilationResult TPUReplicate TPUPartitionedCall _Arg _ArrayToList _ListToArray _Retval input_arg output_arg`.split(
    /\s+/,
  ),
);

/** Whether a TPU runs an op; nothing can be said of nodes without one. */
export function runsOnTpu(op: string): boolean {
  return TPU_OPS.has(op);
}
