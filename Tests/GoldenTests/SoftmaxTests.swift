import Foundation
import Golden
import Network
import TestSupport
import Testing

/// The kernel's fixed-point steps are compared bit for bit with a runtime elsewhere; here with the real function.
@Suite struct SoftmaxTests {
  @Test func approximatesTheRealFunction() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<50 {
      let scale = Float.random(in: 0.01..<0.5, using: &generator)
      let depth = Int.random(in: 1...40, using: &generator)
      let input = Tensor<Int8>.random(shape: [2, depth], using: &generator)
      let outputs = try Softmax(beta: 1, inputScale: scale).outputs(input)
      for row in 0..<2 {
        let exponentials = input.rows(row..<row + 1).elements.map { exp(Double($0) * Double(scale)) }
        let sum = exponentials.reduce(0, +)
        for (output, exponential) in zip(outputs.rows(row..<row + 1).elements, exponentials) {
          #expect(abs((Double(output) + 128) - min(exponential / sum * 256, 255)) < 0.51)
        }
      }
    }
  }

  @Test func handlesExtremes() throws {
    // A scale so large that any difference is beyond the kernel's reach.
    let steep = try Softmax(beta: 1, inputScale: 1e9)
    #expect(steep.outputs(Tensor(shape: [1, 3], elements: [5, 4, -128])).elements == [127, -128, -128])
    let flat = try Softmax(beta: 1, inputScale: 0x1p-20)
    #expect(flat.outputs(Tensor(shape: [1, 4], elements: [5, 4, 6, 5])).elements == [-64, -64, -64, -64])
    // So many equal values that each rounds to nothing.
    let wide = Tensor<Int8>(shape: [1, Softmax.maximumDepth], repeating: 3)
    #expect(flat.outputs(wide).elements.allSatisfy { $0 == -128 })
    #expect(throws: QuantizationError.self) { try Softmax(beta: 0, inputScale: 1) }
    #expect(throws: QuantizationError.self) { try Softmax(beta: .nan, inputScale: 1) }
  }
}
