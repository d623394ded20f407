import Hardware
import HardwareLibrary

/// The loops of the ifmap's delivery: for each sample, strip, outer column, inner column, vector, group and target a
/// step.
///
/// Samples, rows and columns are counted along, so that nothing is multiplied here.
struct IfmapWalk: Module {
  let layer: IfmapLayer
  let pass: Stream<IfmapPass>
  let step: Stream<IfmapStep>
  /// The target of the step.
  let target: Unsigned

  private let architecture: Architecture
  private let nest: LoopNest

  var documentation: String? {
    "The loops over samples, strips, columns, vectors, groups and targets of an ifmap's delivery."
  }

  private static let (groupLevel, vectorLevel, innerLevel, outerLevel, stripLevel) = (1, 2, 3, 4, 5)

  init(_ architecture: Architecture) {
    self.architecture = architecture
    layer = IfmapLayer.shape(architecture).input()
    pass = .input(.shape(architecture))
    let groupBits = Netlist.addressWidth(of: architecture.lanes / architecture.ifmapBusWords)
    let count = Unsigned.bits(ProgramRegister.countBits)
    let place = IfmapPass.shape(architecture)
    step = .output(
      IfmapStep(
        row: count, column: count, vector: .bits(layer.lastVector.width), group: .bits(groupBits),
        isLastGroup: .shape, base: place.base, firstChannel: place.firstChannel))
    target = .output(layer.lastTarget.width)
    nest = LoopNest(widths: [
      layer.lastTarget.width, groupBits, layer.lastVector.width, layer.lastInner.width, layer.lastOuter.width,
      layer.lastStrip.width, layer.lastSample.width,
    ])
  }

  var body: [Statement] {
    let busy = Bit.register("busy", reset: false)
    let ends = (step.fires && nest.last.mostSignificantBit).named("ends")
    let groupShift = architecture.ifmapBusWords.trailingZeroBitCount
    let lastGroup = (layer.lastLane.extended(to: groupShift + nest.indices[1].width) >> groupShift)
      .resized(to: nest.indices[1].width)

    nest.clear <== false
    nest.step <== step.fires
    for (limit, value) in zip(
      nest.limits,
      [
        layer.lastTarget, lastGroup, layer.lastVector, layer.lastInner, layer.lastOuter, layer.lastStrip,
        layer.lastSample,
      ])
    { limit <== value }

    when(pass.fires) { busy <== true }.elsewhen(ends) { busy <== false }
    pass.ready <== !busy || ends
    step.valid <== busy
    target <== nest.indices[0]
    step.payload.vector <== nest.indices[Self.vectorLevel]
    step.payload.group <== nest.indices[Self.groupLevel]
    step.payload.isLastGroup <== nest.indices[Self.groupLevel] .== lastGroup
    place
    step.expectStable("step")
  }

  @StatementBuilder private var place: [Statement] {
    let base = pass.payload.base.register("base")
    let row = pass.payload.firstRow.register("row")
    let column = layer.firstColumn.register("column")
    let outerColumn = layer.firstColumn.register("outer_column")
    let current = pass.payload.register("current")
    let nextOuter = (outerColumn &+ layer.outerStep).named("next_outer")

    when(pass.fires) {
      current <== pass.payload
      base <== pass.payload.base
      row <== pass.payload.firstRow
      column <== layer.firstColumn
      outerColumn <== layer.firstColumn
    }
    .elsewhen(step.fires && nest.last[Self.vectorLevel]) {
      when(!nest.last[Self.innerLevel]) { column <== column &+ layer.innerStep }
        .elsewhen(!nest.last[Self.outerLevel]) {
          column <== nextOuter
          outerColumn <== nextOuter
        }
        .otherwise {
          when(!nest.last[Self.stripLevel]) { row <== row &+ layer.stripRows }
            .otherwise {
              row <== current.firstRow
              base <== base &+ layer.samplePitch
            }
          column <== layer.firstColumn
          outerColumn <== layer.firstColumn
        }
    }
    step.payload.row <== row
    step.payload.column <== column
    step.payload.base <== base
    step.payload.firstChannel <== current.firstChannel
  }
}
