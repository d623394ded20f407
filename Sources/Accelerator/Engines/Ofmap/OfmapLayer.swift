import Hardware

/// Where the results of a layer go; see the registers of `ProgramRegister` with these names.
struct OfmapLayer: Signal {
  let rowPitch, vectorPitch, samplePitch, stripRows, rows, vectors, channelBase: Unsigned
  let psumPitch: Unsigned

  static func shape(_ architecture: Architecture) -> OfmapLayer {
    OfmapLayer { .bits($0.width(architecture)) }
  }

  init(_ register: (ProgramRegister) -> Unsigned) {
    self.init(
      rowPitch: register(.ofmapRowPitch), vectorPitch: register(.ofmapVectorPitch),
      samplePitch: register(.ofmapSamplePitch), stripRows: register(.ofmapStripRows), rows: register(.ofmapRows),
      vectors: register(.ofmapVectors), channelBase: register(.channelBase), psumPitch: register(.psumPitch))
  }

  init(
    rowPitch: Unsigned, vectorPitch: Unsigned, samplePitch: Unsigned, stripRows: Unsigned, rows: Unsigned,
    vectors: Unsigned, channelBase: Unsigned, psumPitch: Unsigned
  ) {
    (self.rowPitch, self.vectorPitch, self.samplePitch) = (rowPitch, vectorPitch, samplePitch)
    (self.stripRows, self.rows, self.vectors, self.channelBase) = (stripRows, rows, vectors, channelBase)
    self.psumPitch = psumPitch
  }

  func map(_ each: SignalMap) -> OfmapLayer {
    OfmapLayer(
      rowPitch: each(rowPitch), vectorPitch: each(vectorPitch), samplePitch: each(samplePitch),
      stripRows: each(stripRows), rows: each(rows), vectors: each(vectors), channelBase: each(channelBase),
      psumPitch: each(psumPitch))
  }
}
