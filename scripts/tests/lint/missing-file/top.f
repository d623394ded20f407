absent.v
