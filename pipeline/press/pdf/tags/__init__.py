"""The structure of a part for assistive technology: tags, their roles, and links."""
