import Hardware

/// Where the results of a layer go; see the registers of `ProgramRegister` with these names.
struct OfmapLayer: Signal {
  var rowPitch, vectorPitch, samplePitch, stripRows, rows, vectors, channelBase: Unsigned
  var psumPitch: Unsigned

  static func shape(_ architecture: Architecture) -> OfmapLayer {
    OfmapLayer { .bits($0.width(architecture)) }
  }
}

extension OfmapLayer {
  init(_ register: (ProgramRegister) -> Unsigned) {
    self.init(
      rowPitch: register(.ofmapRowPitch), vectorPitch: register(.ofmapVectorPitch),
      samplePitch: register(.ofmapSamplePitch), stripRows: register(.ofmapStripRows), rows: register(.ofmapRows),
      vectors: register(.ofmapVectors), channelBase: register(.channelBase), psumPitch: register(.psumPitch))
  }
}
