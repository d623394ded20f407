import ArgumentParser
import Hardware

/// The options that say how the Verilog is printed.
struct PrintingOptions: ParsableArguments {
  enum Style: String, ExpressibleByArgument, CaseIterable {
    case sync, async

    var style: Verilog.ResetStyle { self == .sync ? .synchronous : .asynchronous }
  }

  enum Level: String, ExpressibleByArgument, CaseIterable {
    case high, low

    var level: Verilog.ResetLevel { self == .high ? .high : .low }
  }

  @Option(help: ArgumentHelp("What the names of all modules and files begin with, as npu_.", valueName: "name"))
  var prefix = ""
  @Option(help: ArgumentHelp("The name of the clock port of every module.", valueName: "name")) var clock = "clock"
  @Option(help: ArgumentHelp("The name of the reset port of every module.", valueName: "name")) var reset = "reset"
  @Option(help: "Whether registers are reset at the clock's edge or at once.") var resetStyle = Style.sync
  @Option(help: "The level of the reset port that resets.") var resetActive = Level.high

  var printing: Verilog.Options {
    Verilog.Options(
      modulePrefix: prefix,
      clocking: Verilog.Clocking(
        clock: clock, reset: reset, resetStyle: resetStyle.style, resetLevel: resetActive.level))
  }
}
