print("orris")
