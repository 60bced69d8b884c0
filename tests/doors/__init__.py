"""Who gets in where: every address visited by everybody."""
