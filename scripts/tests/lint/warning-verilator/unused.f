unused.v
