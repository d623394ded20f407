import Hardware

/// How the ifmaps of a layer are delivered; the members are the registers of `ProgramRegister` with these names.
/// Constant while a pass is under way.
struct IfmapLayer: Signal {
  var lastSample, lastStrip, lastTarget, lastOuter, lastInner, lastVector, lastLane: Unsigned
  var outerStep, innerStep, firstColumn: Unsigned
  var rows, columns, vectors: Unsigned
  var rowPitch, vectorPitch, samplePitch, stripRows: Unsigned
  var zero: Unsigned

  static func shape(_ architecture: Architecture) -> IfmapLayer {
    IfmapLayer { .bits($0.width(architecture)) }
  }

  /// Takes each member from the register of its name.
  init(_ register: (ProgramRegister) -> Unsigned) {
    lastSample = register(.lastSample)
    lastStrip = register(.lastStrip)
    lastTarget = register(.ifmapLastTarget)
    lastOuter = register(.ifmapLastOuter)
    lastInner = register(.ifmapLastInner)
    lastVector = register(.ifmapLastVector)
    lastLane = register(.ifmapLastLane)
    outerStep = register(.ifmapOuterStep)
    innerStep = register(.ifmapInnerStep)
    firstColumn = register(.ifmapFirstColumn)
    rows = register(.ifmapRows)
    columns = register(.ifmapColumns)
    vectors = register(.ifmapVectors)
    rowPitch = register(.ifmapRowPitch)
    vectorPitch = register(.ifmapVectorPitch)
    samplePitch = register(.ifmapSamplePitch)
    stripRows = register(.ifmapStripRows)
    zero = register(.ifmapZero)
  }
}
