import Network
import Testing

@Suite struct TensorTests {
  @Test func lastIndexVariesFastest() {
    var tensor = Tensor<Int32>(shape: [2, 3, 4], elements: Array(0..<24))
    #expect(tensor[1, 2, 3] == 23)
    #expect(tensor[0, 1, 2] == 6)
    for offset in 0..<24 { #expect(tensor.offset(of: tensor.indices(of: offset)) == offset) }
    tensor[1, 0, 1] = -5
    #expect(tensor.elements[13] == -5)
    #expect(tensor.reshaped(to: [6, 4])[3, 1] == -5)
  }

  @Test func cutsAndJoinsBatches() {
    let tensor = Tensor<Int8>(shape: [4, 2], elements: Array(0..<8))
    let parts = [tensor.rows(0..<1), tensor.rows(1..<3), tensor.rows(3..<4)]
    #expect(parts[1] == Tensor(shape: [2, 2], elements: [2, 3, 4, 5]))
    #expect(Tensor.concatenating(parts) == tensor)
  }

  @Test func knowsItsTypeAtRunTime() {
    let any = AnyTensor.int16(Tensor(shape: [1], elements: [3]))
    #expect(any.elementType == .int16)
    #expect(any.typed(as: Int16.self)?.elements == [3])
    #expect(any.typed(as: Int32.self) == nil)
  }
}
