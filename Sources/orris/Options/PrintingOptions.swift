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

  enum Language: String, ExpressibleByArgument, CaseIterable {
    case verilog, systemverilog

    var dialect: Verilog.Dialect { self == .verilog ? .verilog : .systemVerilog }
  }

  enum Comments: String, ExpressibleByArgument, CaseIterable {
    case none, body, all

    var comments: Verilog.SourceComments {
      switch self {
      case .none: .none
      case .body: .body
      case .all: .all
      }
    }
  }

  enum Names: String, ExpressibleByArgument, CaseIterable {
    case operation, meaning

    var names: Verilog.WireNames { self == .operation ? .operation : .meaning }
  }

  @Option(help: "Verilog-2005, or SystemVerilog in files .sv.") var dialect = Language.verilog
  @Option(help: "Which lines end in the line of Swift that they come from; all: those of ports as well.")
  var sourceComments = Comments.body
  @Option(help: "Whether wires without a name in Swift are called by their operator or by what they mean.")
  var wireNames = Names.operation
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
        clock: clock, reset: reset, resetStyle: resetStyle.style, resetLevel: resetActive.level),
      dialect: dialect.dialect, sourceComments: sourceComments.comments, wireNames: wireNames.names)
  }
}
