import ArgumentParser
import Compiler

/// Which feature maps lie in DRAM compressed.
struct CompressionOptions: ParsableArguments {
  @Option(
    name: .customLong("compress"),
    help: ArgumentHelp(
      """
      How feature maps lie in DRAM: none, run-length, bitmap, or automatic, which takes for each the format with the \
      fewest bytes for the first input; where there is no input, the bitmap for what comes out of a ReLU.
      """, valueName: "format"))
  var choice = CompressionChoice.none
}

extension CompressionChoice: ExpressibleByArgument {}
