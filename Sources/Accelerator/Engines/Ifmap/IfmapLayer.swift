import Hardware

/// How the ifmaps of a layer are delivered; the members are the registers of `ProgramRegister` with these names.
/// Constant while a pass is under way.
struct IfmapLayer: Signal {
  let lastSample, lastStrip, lastTarget, lastOuter, lastInner, lastVector, lastLane: Unsigned
  let outerStep, innerStep, firstColumn: Unsigned
  let rows, columns, vectors: Unsigned
  let rowPitch, vectorPitch, samplePitch, stripRows: Unsigned
  let zero: Unsigned

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

  func map(_ each: SignalMap) -> IfmapLayer {
    IfmapLayer { each(member($0)) }
  }

  private func member(_ register: ProgramRegister) -> Unsigned {
    switch register {
    case .lastSample: lastSample
    case .lastStrip: lastStrip
    case .ifmapLastTarget: lastTarget
    case .ifmapLastOuter: lastOuter
    case .ifmapLastInner: lastInner
    case .ifmapLastVector: lastVector
    case .ifmapLastLane: lastLane
    case .ifmapOuterStep: outerStep
    case .ifmapInnerStep: innerStep
    case .ifmapFirstColumn: firstColumn
    case .ifmapRows: rows
    case .ifmapColumns: columns
    case .ifmapVectors: vectors
    case .ifmapRowPitch: rowPitch
    case .ifmapVectorPitch: vectorPitch
    case .ifmapSamplePitch: samplePitch
    case .ifmapStripRows: stripRows
    case .ifmapZero: zero
    default: preconditionFailure("\(register) is no register of the ifmap's delivery")
    }
  }
}
