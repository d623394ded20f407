import Hardware

// What is on offer must not change until it is taken, so that what is let go meanwhile is collected beside it.
extension Buffet {
  @StatementBuilder func returnCredits(
    _ credits: Stream<Unsigned>, held: Unsigned, released: Unsigned
  ) -> [Statement] {
    let offered = Unsigned.register("credits_offered", released.width, reset: Unsigned(depth))
    let collected = Unsigned.register("credits_collected", released.width, reset: 0)
    let next = (collected &+ released).named("credits_next")

    when(offered .== 0 || credits.ready) {
      offered <== next
      collected <== 0
    }
    .otherwise { collected <== next }

    credits.valid <== offered .!= 0
    credits.payload <== offered

    credits.expectStable("credits")
    // The words held, the credits here and those that the filler has left make up the whole depth.
    assume(
      held + offered + collected .<= Unsigned(depth), "a filler spends a credit for every word",
      name: "fill_has_credit")
  }
}
