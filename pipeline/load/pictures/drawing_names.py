"""The elements and attributes that a drawing is made of; everything else is left out."""

from __future__ import annotations

from typing import Final

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
XML: Final = "http://www.w3.org/XML/1998/namespace"

ELEMENTS: Final = frozenset(
    {
        "circle", "clipPath", "defs", "desc", "ellipse", "filter", "g", "image", "line",
        "linearGradient", "marker", "mask", "path", "pattern", "polygon", "polyline",
        "radialGradient", "rect", "stop", "svg", "symbol", "text", "textPath", "title", "tspan",
        "use",
    }
)  # fmt: skip
FILTERS: Final = frozenset(
    {
        "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix",
        "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood",
        "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode",
        "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile",
        "feTurbulence",
    }
)  # fmt: skip
GROUPS: Final = {"a": "g", "switch": "g"}
"""Elements whose content is kept, and what stands for them."""

ACTIVE: Final = {
    "script": "a script",
    "foreignObject": "embedded HTML",
    "iframe": "embedded HTML",
    "object": "embedded HTML",
    "embed": "embedded HTML",
    "audio": "sound",
    "video": "a film",
    "canvas": "embedded HTML",
    "handler": "a script",
    "link": "a reference to another file",
    "font": "a font",
    "font-face": "a font",
    "animate": "animation",
    "animateMotion": "animation",
    "animateTransform": "animation",
    "animateColor": "animation",
    "set": "animation",
}
"""What elements are that are left out; others are told by their names."""

UNTOLD: Final = frozenset({"metadata", "style", "view"})
"""Elements that are left out, or are read, without a word."""

COLOURS: Final = {
    "fill": "fill-opacity",
    "stroke": "stroke-opacity",
    "stop-color": "stop-opacity",
    "flood-color": "flood-opacity",
    "lighting-color": "",
}
"""Properties that are colours, and those of their opacity."""

PROPERTIES: Final = frozenset(
    {
        *COLOURS, "fill-opacity", "stroke-opacity", "stop-opacity", "flood-opacity", "opacity",
        "fill-rule", "clip-rule", "clip-path", "mask", "filter", "marker-start", "marker-mid",
        "marker-end", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
        "stroke-dasharray", "stroke-dashoffset", "font-family", "font-size", "font-weight",
        "font-style", "text-anchor", "dominant-baseline", "letter-spacing", "display",
        "visibility", "vector-effect", "mix-blend-mode", "paint-order", "overflow",
        "text-decoration", "color-interpolation-filters",
    }
)  # fmt: skip
ATTRIBUTES: Final = frozenset(
    {
        "id", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr",
        "width", "height", "d", "points", "transform", "viewBox", "preserveAspectRatio", "dx",
        "dy", "rotate", "offset", "gradientUnits", "gradientTransform", "spreadMethod",
        "clipPathUnits", "maskUnits", "maskContentUnits", "patternUnits", "patternContentUnits",
        "patternTransform", "textLength", "lengthAdjust", "startOffset", "markerWidth",
        "markerHeight", "markerUnits", "refX", "refY", "orient", "pathLength", "version",
    }
)  # fmt: skip
FILTER_ATTRIBUTES: Final = frozenset(
    {
        "in", "in2", "result", "stdDeviation", "dx", "dy", "mode", "type", "values", "tableValues",
        "slope", "intercept", "amplitude", "exponent", "operator", "k1", "k2", "k3", "k4", "order",
        "kernelMatrix", "divisor", "bias", "targetX", "targetY", "edgeMode", "scale", "radius",
        "xChannelSelector", "yChannelSelector", "surfaceScale", "diffuseConstant",
        "specularConstant", "specularExponent", "azimuth", "elevation", "z", "baseFrequency",
        "numOctaves", "seed", "stitchTiles", "filterUnits", "primitiveUnits", "preserveAlpha",
        "kernelUnitLength", "limitingConeAngle", "pointsAtX", "pointsAtY", "pointsAtZ",
    }
)  # fmt: skip
