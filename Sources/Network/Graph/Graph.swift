/// Where a tensor stands in ``Graph/tensors``.
public typealias TensorID = Int

/// A quantised network: tensors, and operators in an order in which they can be executed.
///
/// A graph that was read from a file is consistent: shapes agree, every operand is a constant, the input, or the
/// result of an earlier operator, and no tensor is written twice.
public struct Graph: Sendable {
  /// What messages call the network, for example its file name.
  public let name: String
  /// All feature maps and constant operands; a ``TensorID`` is the place in this list.
  public let tensors: [GraphTensor]
  /// In an order in which every operand has a value when its operator's turn comes.
  public let operators: [Operator]
  /// The tensor that each inference is given.
  public let input: TensorID
  /// The tensor that each inference is for.
  public let output: TensorID

  /// A graph that was not read from a file.
  ///
  /// Nothing is checked: it has to be consistent, see above.
  public init(name: String, tensors: [GraphTensor], operators: [Operator], input: TensorID, output: TensorID) {
    self.name = name
    self.tensors = tensors
    self.operators = operators
    self.input = input
    self.output = output
  }

  /// The shape of the input, the first dimension included.
  public var inputShape: [Int] { tensors[input].shape }
  /// The shape of the output, the first dimension included.
  public var outputShape: [Int] { tensors[output].shape }

  /// Multiply-accumulates of one inference, those with padding included.
  public var macs: Int { operators.reduce(0) { $0 + ($1.linearLayer?.shape.macs ?? 0) } }
}

/// A feature map or a constant operand of a network; int8 throughout.
///
/// Weights and biases of convolutions are not among them: they belong to the operator.
public struct GraphTensor: Sendable {
  /// What the file calls the tensor; may be empty, and need not be unique.
  public let name: String
  /// The extents, outermost first; of rank 4 they are (N, H, W, C).
  public let shape: [Int]
  /// Scale and zero point.
  public let quantization: Quantization
  /// The values, if they are the same in every inference.
  public let constant: Tensor<Int8>?

  /// A tensor; nothing is checked.
  ///
  /// - Precondition: a constant has the shape of the tensor.
  public init(name: String, shape: [Int], quantization: Quantization, constant: Tensor<Int8>? = nil) {
    (self.name, self.shape, self.quantization, self.constant) = (name, shape, quantization, constant)
  }
}

/// One step of a network.
public struct Operator: Sendable {
  /// The function, with its constants and all that follows from the network at compile time.
  public enum Kind: Sendable {
    case convolution(LinearLayer)
    case depthwiseConvolution(LinearLayer)
    /// The input is flattened to (N, C) first.
    case fullyConnected(LinearLayer)
    case sum(ElementwiseSum)
    case product(ElementwiseProduct)
    case pool(Pool)
    case reshape
    case softmax(Softmax)
  }

  /// The place in the order of execution, from 0; the file's own numbering.
  public let index: Int
  /// What the file's format calls the operator, for example `CONV_2D`.
  public let name: String
  /// What the operator computes, with its constants.
  public let kind: Kind
  /// Feature maps (and constants) that are read: two for sums and products, else one.
  public let inputs: [TensorID]
  /// The tensor that is written; no other operator writes it.
  public let output: TensorID

  /// An operator.
  ///
  /// That operands and kind agree is up to the caller.
  public init(index: Int, name: String, kind: Kind, inputs: [TensorID], output: TensorID) {
    (self.index, self.name, self.kind) = (index, name, kind)
    (self.inputs, self.output) = (inputs, output)
  }

  /// The layer, if this is one that consists of multiply-accumulates with weights.
  public var linearLayer: LinearLayer? {
    switch kind {
    case .convolution(let layer), .depthwiseConvolution(let layer), .fullyConnected(let layer): layer
    case .sum, .product, .pool, .reshape, .softmax: nil
    }
  }
}
