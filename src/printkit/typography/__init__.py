"""The rules of Chinese and English setting: characters, spacing, breaks, paragraphs. Pure."""
