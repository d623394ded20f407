import TestSupport

@testable import Accelerator

/// The tensors of a task, and what the definition of a convolution makes of them.
struct ConvolutionData {
  /// By channel, row, column; by filter, channel, row, column; by filter, row, column.
  let ifmap: [[[Int]]]
  let weights: [[[[Int]]]]
  let bias: [[[Int]]]
  /// By filter, row, column.
  let ofmap: [[[Int]]]
  let macs, gatedMACs: Int

  init(_ task: ArrayTask) {
    var generator = SeededGenerator(seed: task.seed)
    let parameters = task.parameters
    ifmap = Self.plane(task.channels, task.inputHeight, task.inputWidth) {
      Int.random(in: 0..<100, using: &generator) < task.zeros
        ? task.zeroPoint : .random(bits: parameters.activationBits, using: &generator)
    }
    weights = (0..<task.filters).map { _ in
      Self.plane(task.channels, task.filterHeight, task.filterWidth) {
        .random(bits: parameters.weightBits, using: &generator)
      }
    }
    bias = Self.plane(task.filters, task.outputHeight, task.outputWidth) {
      task.bias ? .random(bits: parameters.psumBits, using: &generator) : 0
    }

    var (macs, gated) = (0, 0)
    var result = bias
    for filter in 0..<task.filters {
      for y in 0..<task.outputHeight {
        for x in 0..<task.outputWidth {
          for channel in 0..<task.channels where task.meets(channel: channel, filter: filter) {
            for i in 0..<task.filterHeight {
              for j in 0..<task.filterWidth {
                let value = ifmap[channel][y * task.stride + i][x * task.stride + j] - task.zeroPoint
                macs += 1
                if value == 0 { gated += 1 }
                result[filter][y][x] += (value * weights[filter][channel][i][j]) >> task.shift
              }
            }
          }
          result[filter][y][x] = result[filter][y][x].wrapped(to: parameters.psumBits)
        }
      }
    }
    ofmap = result
    (self.macs, gatedMACs) = (macs, gated)
  }

  private static func plane(_ a: Int, _ b: Int, _ c: Int, _ value: () -> Int) -> [[[Int]]] {
    (0..<a).map { _ in (0..<b).map { _ in (0..<c).map { _ in value() } } }
  }
}
