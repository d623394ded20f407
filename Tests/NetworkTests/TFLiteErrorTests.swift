import Network
import TestSupport
import Testing

/// What is refused, and what the message says.
@Suite struct TFLiteErrorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let fixture: TFLiteFixture
    let message: String
    var testDescription: String { message }
  }

  @Test(arguments: operatorCases + tensorCases + fileCases)
  func isRefused(example: Case) {
    let error = #expect(throws: ReadError.self) { try Graph(tflite: example.fixture.bytes, file: "net.tflite") }
    #expect(error?.description == example.message)
  }

  /// A survey goes on after the problem, and has it among those that it lists.
  @Test(arguments: operatorCases + tensorCases + fileCases)
  func isListed(example: Case) {
    do {
      let survey = try NetworkSurvey(tflite: example.fixture.bytes, file: "net.tflite")
      #expect(!survey.isComplete)
      let problems = survey.problems + survey.operators.compactMap(\.problem)
      #expect(problems.map(\.description).contains(example.message))
      #expect(survey.operators.allSatisfy { ($0.problem == nil) == ($0.operation != nil) })
    } catch {
      #expect(error.description == example.message)
    }
  }

  private static func refused(
    _ fixture: TFLiteFixture, _ message: String, _ change: (inout TFLiteFixture) -> Void
  ) -> Case {
    Case(fixture: fixture.changed(change), message: message)
  }

  static let operatorCases = [
    refused(
      .add,
      "net.tflite, operator 0 (TANH): this operator is not supported; supported are ADD, AVERAGE_POOL_2D, CONV_2D, "
        + "DEPTHWISE_CONV_2D, FULLY_CONNECTED, MAX_POOL_2D, MUL, RESHAPE, SOFTMAX, SUB"
    ) { $0.code = 28 },
    refused(
      .add,
      "net.tflite, operator 0 (CUSTOM MyOp): this operator is not supported; supported are ADD, AVERAGE_POOL_2D, "
        + "CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED, MAX_POOL_2D, MUL, RESHAPE, SOFTMAX, SUB"
    ) {
      $0.code = 32
      $0.customCode = "MyOp"
    },
    refused(
      .add,
      "net.tflite, operator 0 (operator code 5000): this operator is not supported; supported are ADD, "
        + "AVERAGE_POOL_2D, CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED, MAX_POOL_2D, MUL, RESHAPE, SOFTMAX, SUB"
    ) { $0.code = 5000 },
    refused(
      .convolution,
      "net.tflite, operator 0 (CONV_2D): its options are of another operator (type 5); type 1 is right"
    ) { $0.optionsType = 5 },
    refused(
      .convolution,
      "net.tflite, operator 0 (CONV_2D): its fused activation TANH is not supported; supported are NONE, RELU and RELU6"
    ) { $0.options[3] = .int8(4) },
    refused(.convolution, "net.tflite, operator 0 (CONV_2D): its vertical stride is 0; it must be positive") {
      $0.options[2] = .int32(0)
    },
    refused(.convolution, "net.tflite, operator 0 (CONV_2D): its horizontal dilation is -1; it must be positive") {
      $0.options[4] = .int32(-1)
    },
    refused(
      .convolution,
      "net.tflite, operator 0 (CONV_2D): its padding scheme is number 7; 0 (SAME) or 1 (VALID) is right"
    ) { $0.options[0] = .int8(7) },
    refused(
      .convolution,
      "net.tflite, operator 0 (CONV_2D): its output has shape [1, 5, 6, 5]; [1, 5, 6, 4] follows from its inputs"
    ) { $0.tensors[3].shape = [1, 5, 6, 5] },
    refused(
      .convolution,
      "net.tflite, operator 0 (CONV_2D): its input has 3 channels and its filters have 2; the one must be a multiple "
        + "of the other"
    ) { $0.tensors[0].shape = [1, 5, 6, 3] },
    refused(
      .convolution,
      "net.tflite, operator 0 (CONV_2D): its input has shape [1, 5, 12]; 4 dimensions (batch, rows, columns, channels) "
        + "are needed"
    ) { $0.tensors[0].shape = [1, 5, 12] },
    refused(
      .convolution, "net.tflite, operator 0 (CONV_2D): its weights, tensor 1 (w), are not constant; they must be"
    ) { $0.tensors[1].buffer = 0 },
    refused(
      .convolution,
      "net.tflite, operator 0 (CONV_2D): its bias has 3 elements; 4 are right, one for each output channel"
    ) { $0.tensors[2].shape = [3] },
    refused(
      .convolution,
      "net.tflite, operator 0 (CONV_2D): a filter that spans 5x3 does not fit into the padded input of 4x6"
    ) {
      $0.options[0] = .int8(1)
      $0.tensors[0].shape = [1, 4, 6, 2]
      $0.options[5] = .int32(2)
    },
    refused(
      .convolution,
      "net.tflite, operator 0 (CONV_2D): the scales combine to a factor of 1.2676506002282294e+30, but only 0 up to "
        + "2^30 can be represented"
    ) {
      $0.tensors[0].scales = [0x1p60]
      $0.tensors[1].scales = [0x1p40, 1, 1, 1]
      $0.tensors[3].scales = [1]
    },
    refused(.convolution, "net.tflite, operator 0 (CONV_2D): it has 4 inputs; 2 to 3 are right") {
      $0.inputs = [0, 1, 2, 2]
    },
    refused(.convolution, "net.tflite, operator 0 (CONV_2D): it has 2 outputs; 1 is right") { $0.outputs = [3, 3] },
    refused(
      .depthwise,
      "net.tflite, operator 0 (DEPTHWISE_CONV_2D): its filters have shape [1, 2, 2, 6]; [1, 2, 2, 9] follows from its "
        + "input"
    ) { $0.options[3] = .int32(3) },
    refused(
      .fullyConnected,
      "net.tflite, operator 0 (FULLY_CONNECTED): its input of shape [1, 2, 4] does not divide into rows of 6"
    ) {
      $0.tensors[0].shape = [1, 2, 4]
    },
    refused(
      .fullyConnected,
      "net.tflite, operator 0 (FULLY_CONNECTED): its weights are shuffled; the default format is supported"
    ) { $0.options[1] = .int8(1) },
    refused(.add, "net.tflite, operator 0 (ADD): its inputs of shapes [1, 2, 3] and [2] do not match") {
      $0.tensors[1].shape = [2]
      $0.buffers = [[1, 2]]
    },
    refused(
      .add,
      "net.tflite, operator 0 (ADD): it reads tensor 2 (y), which no earlier operator has written; operators must "
        + "stand in the order of execution"
    ) { $0.inputs = [0, 2] },
    refused(
      .add, "net.tflite, operator 0 (ADD): it writes tensor 0 (x), which has a value already; the file is damaged"
    ) { $0.outputs = [0] },
    refused(
      .pool,
      "net.tflite, operator 0 (AVERAGE_POOL_2D): its input has scale 0.5 and zero point 0, its output 0.25 and 0; they "
        + "must be the same"
    ) { $0.tensors[1].scales = [0.25] },
    refused(
      .reshape,
      "net.tflite, operator 0 (RESHAPE): it turns shape [1, 4, 4, 2] into [1, 33]; both must have as many elements"
    ) { $0.tensors[1].shape = [1, 33] },
    refused(
      .softmax,
      "net.tflite, operator 0 (SOFTMAX): its output does not have scale 1/256 and zero point -128; the int8 kernel "
        + "requires them"
    ) { $0.tensors[1].zeroPoints = [0] },
    refused(
      .softmax,
      "net.tflite, operator 0 (SOFTMAX): its input has shape [1, 5000]; rows of 1 to 4095 values are supported"
    ) {
      $0.tensors[0].shape = [1, 5000]
      $0.tensors[1].shape = [1, 5000]
    },
  ]

  static let tensorCases = [
    refused(
      .convolution,
      "net.tflite, tensor 0 (x): a feature map has elements of type FLOAT32; int8 is needed: the network must be "
        + "quantised to int8 with int32 biases"
    ) { $0.tensors[0].type = 0 },
    refused(
      .convolution,
      "net.tflite, tensor 2 (b): a bias has elements of type INT64; int32 is needed: the network must be quantised to "
        + "int8 with int32 biases"
    ) { $0.tensors[2].type = 4 },
    refused(
      .convolution, "net.tflite, tensor 0 (x): its shape is dynamic; only the first dimension, the batch, may be"
    ) { $0.tensors[0].more[7] = .int32s([-1, -1, 6, 2]) },
    refused(
      .convolution,
      "net.tflite, tensor 0 (x): its shape is [1, 0, 6, 2]; positive extents of at most 268435456 elements are "
        + "supported"
    ) { $0.tensors[0].shape = [1, 0, 6, 2] },
    refused(
      .convolution,
      "net.tflite, tensor 0 (x): its shape is [65536, 65536, 65536, 65536]; positive extents of at most 268435456 "
        + "elements are supported"
    ) { $0.tensors[0].shape = Array(repeating: 65536, count: 4) },
    refused(.convolution, "net.tflite, tensor 0 (x): it has 9 dimensions; at most 8 are supported") {
      $0.tensors[0].shape = Array(repeating: 1, count: 9)
    },
    refused(
      .reshape,
      "net.tflite, tensor 1 (y): with it the network has more than 268435456 elements of feature maps; larger ones are "
        + "not read"
    ) {
      $0.tensors[0].shape = [1, 1 << 28]
      $0.tensors[1].shape = [1 << 28]
    },
    refused(.convolution, "net.tflite, tensor 0 (x): it is a variable; networks with state are not supported") {
      $0.tensors[0].more[5] = .int8(1)
    },
    refused(.convolution, "net.tflite, tensor 1 (w): it is stored as a sparse tensor; dense ones are supported") {
      $0.tensors[1].more[6] = .table([:])
    },
    refused(
      .convolution,
      "net.tflite, tensor 0 (x): a feature map needs one positive scale, and has []; quantise the network to int8"
    ) { $0.tensors[0].scales = [] },
    refused(.convolution, "net.tflite, tensor 3 (y): its zero point is 128; an int8 tensor's lies in -128...127") {
      $0.tensors[3].zeroPoints = [128]
    },
    refused(.convolution, "net.tflite, tensor 0 (x): its scale 0 is nan; scales are positive numbers") {
      $0.tensors[0].scales = [.nan]
    },
    refused(
      .convolution, "net.tflite, tensor 1 (w): weights of 4 output channels have 3 scales; 1 or 4 are needed"
    ) { $0.tensors[1].scales = [1, 1, 1] },
    refused(
      .convolution, "net.tflite, tensor 1 (w): weights have a zero point other than 0; symmetric weights are supported"
    ) { $0.tensors[1].zeroPoints = [1] },
    refused(
      .convolution, "net.tflite, tensor 1 (w): it has 71 bytes of data; shape [4, 3, 3, 2] of int8 takes 72"
    ) { $0.buffers[0].removeLast() },
    refused(.convolution, "net.tflite, tensor 1 (w): its buffer is number 9 of 3; the file is damaged") {
      $0.tensors[1].buffer = 9
    },
  ]

  static let fileCases = [
    refused(
      .softmax,
      "net.tflite, operator 0 (SOFTMAX): beta 1.0 times the input's scale 7.45e-09 is 7.450000172326554e-09, but the kernel needs "
        + "more than 2^-26 (1.4901161193847656e-08)"
    ) { $0.tensors[0].scales = [7.45e-9] },
    refused(
      .convolution,
      "net.tflite, byte 4: the identifier 'TFL3' is missing; this is not such a file, or it is damaged"
    ) { $0.identifier = "FLAT" },
    refused(
      .convolution, "net.tflite, byte 4: this is version TFL2 of the format; TFL3 is read"
    ) { $0.identifier = "TFL2" },
    refused(
      .convolution,
      "net.tflite: this is version 4 of the .tflite format; version 3 is read, which TensorFlow Lite has written since 2017"
    ) { $0.version = 4 },
    refused(
      .convolution, "net.tflite: the file has 2 subgraphs; one without control flow is supported"
    ) { $0.subgraphs = 2 },
    refused(.convolution, "net.tflite: the network has 2 inputs and 1 outputs; one of each is supported") {
      $0.graphInputs = [0, 0]
    },
    refused(
      .convolution, "net.tflite: tensor 17 is referred to, but the network has 4; the file is damaged"
    ) { $0.inputs = [0, 1, 17] },
    refused(
      .convolution, "net.tflite, tensor 1 (w): no operator writes the network's output; the file is damaged"
    ) { $0.graphOutputs = [1] },
    refused(
      .convolution, "net.tflite, tensor 0 (x): the network's output is its input; an operator has to compute the output"
    ) { $0.graphOutputs = [0] },
    refused(
      .convolution, "net.tflite, tensor 1 (?[2J?w): it has 71 bytes of data; shape [4, 3, 3, 2] of int8 takes 72"
    ) {
      $0.buffers[0].removeLast()
      $0.tensors[1].name = "\u{1B}[2J\nw"
    },
    refused(.convolution, "net.tflite, tensor 1 (w): the network's input is a constant; the file is damaged") {
      $0.graphInputs = [1]
    },
  ]

  @Test func namesAMissingFile() {
    let error = #expect(throws: ReadError.self) { try Graph(tfliteFileAt: "/nowhere/net.tflite") }
    #expect(error?.description == "/nowhere/net.tflite: there is no such file, or it may not be read")
  }

  @Test func refusesAFolder() {
    let error = #expect(throws: ReadError.self) { try Graph(tfliteFileAt: "/") }
    #expect(error?.description == "/: this is not a regular file")
  }
}
