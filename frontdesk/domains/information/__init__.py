"""Data protection: what people may ask of what we hold on them, how long it is kept, who is told."""
