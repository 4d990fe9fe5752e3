"""Small drawings for the scenes: no file, no licence, no request to anywhere."""

from __future__ import annotations

__all__ = ("picture",)

_CAKE = (
    '<rect x="60" y="80" width="120" height="62" rx="10" fill="{a}"/>'
    '<path d="M60 92c0-10 8-16 18-16h84c10 0 18 6 18 16v6c0 10-16 10-16 0s-16-10-16 2-16 14-16 0-16-8-16 4-16 8-16-4'
    '-16-8-16 0-24 2-24-8z" fill="{b}"/><circle cx="96" cy="66" r="9" fill="{c}"/><circle cx="120" cy="60" r="9" '
    'fill="{c}"/><circle cx="144" cy="66" r="9" fill="{c}"/>'
)
_MAP = (
    '<path d="M-10 70 250 26" stroke="#fff" stroke-width="14"/><path d="M80-10 120 170" stroke="#fff" '
    'stroke-width="11"/><path d="M-10 136 250 118" stroke="#fff" stroke-width="7"/><path d="M170-10 150 170" '
    'stroke="#fff" stroke-width="7"/><path d="M0 108 70 90l30 70H0z" fill="#cfe9da"/>'
    '<path d="M128 66c-9-12-11-16-11-22a11 11 0 0 1 22 0c0 6-2 10-11 22z" fill="{c}"/>'
    '<circle cx="128" cy="44" r="4" fill="#fff"/>'
)
_CHAIR = (
    '<rect x="74" y="60" width="92" height="60" rx="20" fill="{a}"/>'
    '<rect x="62" y="88" width="116" height="34" rx="14" fill="{b}"/>'
    '<rect x="78" y="120" width="8" height="24" fill="{c}"/><rect x="154" y="120" width="8" height="24" fill="{c}"/>'
)
_FACE = (
    '<circle cx="120" cy="66" r="34" fill="{b}"/><path d="M52 170c0-40 30-58 68-58s68 18 68 58z" fill="{a}"/>'
    '<path d="M86 62c0-30 16-38 34-38s36 10 34 40c-10-8-14-18-18-24-8 10-30 16-50 22z" fill="{c}"/>'
)
_DRAWINGS = {
    "cherry": ("#f6ead8", _CAKE, ("#6b3a22", "#f4e6d0", "#b3261e")),
    "honey": ("#f3ecd9", _CAKE, ("#e9b765", "#fbeccb", "#e08a1e")),
    "lemon": ("#eef3dc", _CAKE, ("#f2d668", "#fdf7dd", "#7fa650")),
    "map": ("#e4e6ea", _MAP, ("#000", "#000", "#5b5bd6")),
    "chair": ("#e5e9f4", _CHAIR, ("#5b5bd6", "#7d7de2", "#3d3e82")),
    "bench": ("#e3f0ea", _CHAIR, ("#29a383", "#56ba9f", "#1d3b31")),
    "sofa": ("#f7e9e2", _CHAIR, ("#d2693c", "#e68a63", "#5c271f")),
    "mia": ("#d6f1e3", _FACE, ("#29a383", "#f2c9a5", "#4f3422")),
}


def picture(name: str) -> str:
    """Return the drawing of that name as SVG, "" where there is none."""
    if name not in _DRAWINGS:
        return ""
    ground, shapes, (a, b, c) = _DRAWINGS[name]
    inner = shapes.format(a=a, b=b, c=c)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160" width="480" height="320">'
        f'<rect width="240" height="160" fill="{ground}"/>{inner}</svg>'
    )
