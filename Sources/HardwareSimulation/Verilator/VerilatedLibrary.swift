import Foundation

/// A Verilated model and the C++ around it, compiled into a shared library and loaded into this process.
///
/// The library is cached by the digest of all that goes into it: the Verilog, the harness, the options, and the
/// versions of Verilator and the compiler. It stays loaded until the process ends.
///
/// The harness includes `orris.h`, which is always there: it brings the model's class, `Vmodel`, whatever the top is
/// called; `ORRIS_EXPORT` before the functions that are looked up by name; and `orris_stopped`, `orris_message` and
/// `orris_clear`, which tell of failed assertions; `OrrisContext`, whose models begin with the values of a seed.
/// Nothing in it may print or end the process.
public struct VerilatedLibrary: @unchecked Sendable {
  /// A Verilog or C++ file.
  public struct Source: Hashable, Sendable {
    /// The file's name, without folders.
    public let name: String
    /// The text, in UTF-8.
    public let contents: String

    /// A file that is written into the folder of the build under this name.
    public init(name: String, contents: String) {
      self.name = name
      self.contents = contents
    }
  }

  /// What is built into the library.
  ///
  /// Each other choice is a library of its own in the cache.
  public struct Options: Hashable, Sendable {
    /// Compiles the writer of such a file in; the harness decides when it writes.
    public var trace: TraceFormat?
    /// Whether the design's assertions are checked.
    public var checksAssertions = true
    /// Modules whose instances share one piece of code instead of having a copy each, which pays for modules with
    /// dozens of instances: the copies would outgrow the processor's instruction cache.
    public var separateModules: [SeparateModule] = []
    /// Nets within the design that the harness reads, by `VerilatedContext::scopeFind` and `varFind`.
    public var observed: [ObservedNet] = []
    /// What of the model's inside `VerilatedSimulator` reaches.
    public var internals = Internals.hidden
    /// The names of registers and memories that are kept writable.
    var state: [String] = []
    /// Text macros that are defined for the Verilog.
    public var defines: [String] = []
    /// The level at which the C++ is compiled, as the compiler's option.
    public var optimization = "-O1"

    /// Options with the usual values for all that is not given; properties change them.
    public init(trace: TraceFormat? = nil, internals: Internals = .hidden) {
      self.trace = trace
      self.internals = internals
    }
  }

  /// A module by name with its input ports.
  ///
  /// The ports have to be kept as variables of the module: replaced by what drives them, which Verilator would do, they
  /// make each instance's code different.
  public struct SeparateModule: Hashable, Sendable {
    /// The module's name in the Verilog.
    public let name: String
    /// The variables of its input ports in the Verilog.
    public let inputs: [String]

    /// A module by the names that it has in the Verilog.
    public init(name: String, inputs: [String]) {
      self.name = name
      self.inputs = inputs
    }
  }

  /// A net of a module, in all of its instances.
  public struct ObservedNet: Hashable, Sendable {
    /// The names in the Verilog.
    public let module, net: String

    /// A net by the names that it has in the Verilog.
    public init(module: String, net: String) { (self.module, self.net) = (module, net) }
  }

  /// The shared library.
  public let file: URL
  private let handle: UnsafeMutableRawPointer

  /// Loads the library, after building it if it is not in the cache.
  ///
  /// - Throws: `SimulationError` that quotes the tool that failed, or names the one that is missing or too old.
  public static func build(
    verilog: [Source], top: String, harness: [Source], options: Options = Options()
  ) throws -> VerilatedLibrary {
    let toolchain = try ModelToolchain.shared()
    let build = ModelBuild(verilog: verilog, top: top, harness: harness, options: options, toolchain: toolchain)
    let folder = try BuildCache("verilator").folder(for: build.inputs, build: build.run)
    return try VerilatedLibrary(folder.appendingPathComponent(ModelBuild.libraryName))
  }

  private init(_ file: URL) throws {
    guard let handle = dlopen(file.path, RTLD_NOW | RTLD_LOCAL) else {
      throw SimulationError("cannot load \(file.path): \(dlerror().map { String(cString: $0) } ?? "unknown error")")
    }
    self.file = file
    self.handle = handle
  }

  /// A function of the harness, as a C function pointer of type `Function`.
  ///
  /// - Throws: `SimulationError` where the library exports no such name.
  public func function<Function>(_ name: String, as type: Function.Type) throws -> Function {
    guard let symbol = dlsym(handle, name) else {
      throw SimulationError("\(file.path) exports no function '\(name)'")
    }
    return unsafeBitCast(symbol, to: type)
  }
}
