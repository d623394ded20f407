import Hardware
import HardwareLibrary

/// The loops over the psums of a pass: for each sample, strip, output column and group a step for each column of a set.
struct PsumWalk<Pass: Signal>: Module {
  let layer: PsumLayer
  let pass: Stream<Pass>
  let step: Stream<PsumStep>
  /// The pass of the step.
  let current: Pass
  /// The step is the last one of its strip, and of its sample.
  let endsStrip, endsSample: Bit

  private let nest: LoopNest

  var moduleName: String { "psum_walk" }
  var documentation: String? { "The loops over samples, strips, output columns, groups and columns of the sets." }

  init(_ pass: Pass, _ architecture: Architecture) {
    layer = PsumLayer.shape(architecture).input()
    self.pass = .input(pass)
    step = .output(.shape(architecture))
    current = pass.output()
    (endsStrip, endsSample) = (.output(), .output())
    nest = LoopNest(widths: [
      layer.lastTarget.width, layer.lastGroup.width, layer.lastColumn.width, layer.lastStrip.width,
      layer.lastSample.width,
    ])
  }

  var body: [Statement] {
    let busy = Bit.register("busy", reset: false)
    let held = pass.payload.register("held")
    let ends = (step.fires && nest.last.mostSignificantBit).named("ends")

    nest.clear <== false
    nest.step <== step.fires
    nest.limits[0] <== layer.lastTarget
    nest.limits[1] <== layer.lastGroup
    nest.limits[2] <== layer.lastColumn
    nest.limits[3] <== layer.lastStrip
    nest.limits[4] <== layer.lastSample
    when(pass.fires) {
      busy <== true
      held <== pass.payload
    }
    .elsewhen(ends) { busy <== false }
    pass.ready <== !busy || ends
    current <== held
    step.valid <== busy
    step.payload.target <== nest.indices[0]
    step.payload.group <== nest.indices[1]
    step.payload.column <== nest.indices[2]
    step.payload.isLastGroup <== nest.indices[1] .== layer.lastGroup
    step.payload.isLast <== nest.last.mostSignificantBit
    endsStrip <== nest.last[2]
    endsSample <== nest.last[3]
    step.expectStable("step")
  }
}
