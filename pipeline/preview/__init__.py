"""The preview: local web pages that show each edition and follow every edit."""
