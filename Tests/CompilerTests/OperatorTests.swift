import Accelerator
import Compiler
import Golden
import Network
import TestSupport
import Testing

/// Single operators, whose outputs another runtime computed.
@Suite struct OperatorTests {
  static let names = Workloads.contents("operators").filter { $0.hasSuffix(".tflite") }.map { String($0.dropLast(7)) }
  static let onHardware = names.filter { !$0.hasSuffix("softmax") }

  @Test(arguments: onHardware, Shapes.all)
  func outputsAreThoseOfAnotherRuntime(name: String, shape: Shapes.Named) throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("operators", "\(name).tflite"))
    let golden = GoldenModel(graph)
    let network = try Compiler(shape.architecture).compile(graph)
    let inputs = try golden.inferences(of: Tensor(npyFileAt: Workloads.path("operators", "\(name).in.npy")))
    let outputs = try Tensor<Int8>(npyFileAt: Workloads.path("operators", "\(name).out.npy"))
    let run = try CompiledRun(network, input: inputs[0].elements)
    let found: Tensor<Int8> = try run.tensor(network.memoryMap.output)
    #expect(found.elements == Array(outputs.elements.prefix(found.count)), "\(name)")
  }

  @Test(arguments: names.filter { $0.hasSuffix("softmax") }.prefix(1))
  func aSoftmaxIsLeftToTheHost(name: String) throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("operators", "\(name).tflite"))
    let network = try Compiler(.edge).compile(graph)
    #expect(network.hostOperators.map(\.name) == ["SOFTMAX"])
    #expect(network.memoryMap.output == network.memoryMap.input && network.instructions == [.end])
  }
}
