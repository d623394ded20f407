replaced.v
