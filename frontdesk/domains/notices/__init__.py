"""Tell us once: a death, a birth or a move told to each service and partner that the customer agrees to."""
