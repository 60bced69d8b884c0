"""Facts of the invented council, where a real one would ask its other systems."""
