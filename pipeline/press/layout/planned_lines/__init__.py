"""Lines planned by `pipeline.press.lines`, and set by the engine as they are planned."""
