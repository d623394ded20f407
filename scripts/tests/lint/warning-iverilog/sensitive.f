sensitive.v
