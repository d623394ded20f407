import Hardware

/// Modules whose Verilog is kept under `Golden`.
enum Samples {
  static var all: [any Module] {
    [
      MultiplyAccumulate(), Loader(), Scratchpad(), Row(), Selection(), Priorities(), Crossing(), Layout(),
      ForeignUser(), Decoder(), Attributed(),
    ]
  }
}
