"""The intermediate representation: one small language that every front end lowers to."""
