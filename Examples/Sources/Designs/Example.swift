import Hardware

/// A design of this package as it is printed.
public struct Example: Sendable, CustomStringConvertible {
  /// What its folder of Verilog is called.
  public let name: String
  /// The folder of its sources.
  public let folder: String
  /// The design, with its parameters.
  public let module: any Module
  /// The names and styles with which it is printed.
  public let options: Verilog.Options

  /// The name, as tests show it.
  public var description: String { name }

  init(_ name: String, in folder: String, _ module: any Module, _ options: Verilog.Options = .init()) {
    (self.name, self.folder, self.module, self.options) = (name, folder, module, options)
  }

  /// Every design of the package.
  public static let all: [Example] = [
    Example("uart", in: "UART", UART(divider: 16, depth: 4)),
    Example("fir_filter", in: "Filter", FIRFilter(coefficients: [1, -3, 7, 12, 7, -3, 1], sampleBits: 8)),
    Example("processor", in: "Processor", Processor(program: Programs.fibonacci)),
    Example("interval_timer", in: "Timer", IntervalTimer(), .amba),
  ]
}

extension Verilog.Options {
  /// Clock and reset as AMBA names them.
  public static let amba = Verilog.Options(
    clocking: .init(clock: "aclk", reset: "aresetn", resetStyle: .asynchronous, resetLevel: .low))
}
