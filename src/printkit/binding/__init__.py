"""Binding: what holds the leaves together and stands around them: the width of the spine, the spread of the cover."""

from .cover import KINDS, LEAST_LETTERED, Cover, CoverKind, Panel, PanelName, cover, spine_width

__all__ = ["KINDS", "LEAST_LETTERED", "Cover", "CoverKind", "Panel", "PanelName", "cover", "spine_width"]
