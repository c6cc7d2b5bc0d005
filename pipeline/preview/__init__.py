"""The preview: a page for each edition on this machine, which follows every edit."""
