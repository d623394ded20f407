/// A module that stands in Verilog of one's own or of a vendor: a clock buffer, a hard multiplier, a foreign FIFO.
///
/// Its stored properties are its ports, named in Verilog exactly as the properties are spelled, and its parameters. It
/// is instantiated as any other module is and printed as an instance only: its definition is the foreign one.
///
/// ```swift
/// struct HardMultiplier: ForeignModule {
///   let A, B, P: Unsigned
///   init() { (A, B, P) = (.input(18), .input(18), .output(36)) }
///   var verilog: ForeignVerilog {
///     ForeignVerilog("MULT18X18S", parameters: ["PIPELINE": 1], clocks: [.clock("C")], paths: .none)
///   }
/// }
/// ```
///
/// A clock that such a module makes (a PLL's) is a port like any other for the language: the clocks of a design are
/// ports of its top, so what makes them is instantiated around the top.
public protocol ForeignModule: Module {
  /// What the module is called in Verilog, and what cannot be seen from its ports.
  var verilog: ForeignVerilog { get }

  /// A module that behaves as the Verilog does, for simulations: with the same ports under the same property names. It
  /// runs on clock domains of this module, and resets registers only in domains of which this module has a reset.
  var model: (any Module)? { get }
}

extension ForeignModule {
  /// No model: simulations need the Verilog.
  public var model: (any Module)? { nil }
  /// The foreign name.
  public var moduleName: String { verilog.name }
  /// Nothing: the Verilog stands elsewhere.
  public var body: [Statement] { [] }
}
