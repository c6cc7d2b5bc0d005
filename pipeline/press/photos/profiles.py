"""Colours of photos: from the profile that a photo has to sRGB, or to the inks of a printing job.

All conversions are relative colorimetric with black point compensation (ICC.1:2022, 6.2; ISO
18619).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cached_property

from PIL import Image, ImageChops, ImageCms

_SPACES = {"GRAY": "L", "RGB ": "RGB", "CMYK": "CMYK"}
_LEVELS = range(256)
_STEPS = (0, 51, 102, 153, 204, 255)
# The names of the same condition in descriptions of profiles.
_CONDITION = re.compile(r"fogra\d+|gracol\d*|swop\d*|japancolor\d*|isocoatedv2|psocoatedv3")
_ALIASES = {"isocoatedv2": "fogra39", "psocoatedv3": "fogra51"}

Profile = ImageCms.ImageCmsProfile


def profile_of(content: bytes, mode: str) -> Profile | None:
    """A profile that fits pictures of a mode, or None if it is none."""
    if not content:
        return None
    try:
        profile = Profile(io.BytesIO(content))
    except (ImageCms.PyCMSError, OSError):
        return None
    return profile if _SPACES.get(profile.profile.xcolor_space) == mode else None


def to_srgb(picture: Image.Image, profile: bytes, inks: bytes) -> Image.Image:
    """A picture in sRGB or in the grey of it.

    ``profile`` is its own, ``inks`` that of the job, which inks without a profile are for.
    """
    found = profile_of(profile, picture.mode)
    if picture.mode == "CMYK":
        found = found or profile_of(inks, "CMYK")
        return picture.convert("RGB") if found is None else _converted(picture, found, _srgb())
    if found is None:
        return picture
    if picture.mode == "L":
        levels = Image.frombytes("L", (len(_LEVELS), 1), bytes(_LEVELS))
        return picture.point(list(_converted(levels, found, _srgb()).convert("L").tobytes()))
    return _in_srgb(picture, found)


@dataclass(frozen=True)
class Inks:
    """The inks of the printing condition of a job, given by its ICC profile."""

    content: bytes

    @cached_property
    def profile(self) -> Profile:
        """The profile itself."""
        return Profile(io.BytesIO(self.content))

    def convert(self, picture: Image.Image, profile: bytes) -> Image.Image:
        """A picture in CMYK, by its own profile; greys are black ink alone.

        Inks are kept if they are for the same condition, or for none that is known.
        """
        if picture.mode == "L":
            return self.in_black(to_srgb(picture, profile, self.content))
        found = profile_of(profile, picture.mode)
        if picture.mode == "CMYK":
            if found is None or profile == self.content or _is_same(found, self.profile):
                return picture
            return _converted(picture, found, self.profile)
        return _converted(picture, found or _srgb(), self.profile)

    def in_black(self, grey: Image.Image) -> Image.Image:
        """A grey picture in black ink, of which as much is taken as looks alike."""
        empty = Image.new("L", grey.size, 0)
        black = grey.point(self.black_of_greys)
        return Image.merge("CMYK", (empty, empty, empty, black))

    @cached_property
    def black_of_greys(self) -> list[int]:
        """The black ink, 0 to 255, for each grey of sRGB."""
        empty = Image.new("L", (len(_LEVELS), 1), 0)
        ramp = Image.frombytes("L", empty.size, bytes(_LEVELS))
        inked = Image.merge("CMYK", (empty, empty, empty, ramp))
        seen = list(_converted(inked, self.profile, _srgb()).convert("L").tobytes())
        return [min(_LEVELS, key=lambda ink: (abs(seen[ink] - grey), ink)) for grey in _LEVELS]


def _srgb() -> Profile:
    return Profile(ImageCms.createProfile("sRGB"))


def _in_srgb(picture: Image.Image, profile: Profile) -> Image.Image:
    """A picture in sRGB; left as it is if its profile gives the same colours, whatever its name."""
    transform = _transform(profile, _srgb(), "RGB")
    colours = bytes(step for r in _STEPS for g in _STEPS for b in _STEPS for step in (r, g, b))
    patches = Image.frombytes("RGB", (len(colours) // 3, 1), colours)
    change = ImageChops.difference(patches, _applied(patches, transform))
    if all(most <= 1 for _, most in change.getextrema()):  # type: ignore[misc]
        return picture
    return _applied(picture, transform)


def _is_same(one: Profile, other: Profile) -> bool:
    return bool(_conditions(one) & _conditions(other))


def _conditions(profile: Profile) -> set[str]:
    """The printing conditions that a profile names."""
    said = f"{profile.profile.profile_description} {(profile.profile.target or '')[:400]}"
    names = _CONDITION.findall(re.sub(r"[^a-z0-9]", "", said.lower()))
    return {_ALIASES.get(name, name) for name in names}


def _converted(picture: Image.Image, source: Profile, target: Profile) -> Image.Image:
    return _applied(picture, _transform(source, target, picture.mode))


def _transform(source: Profile, target: Profile, mode: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        source,
        target,
        mode,
        _SPACES[target.profile.xcolor_space],
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _applied(picture: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    converted = ImageCms.applyTransform(picture, transform)
    if converted is None:
        raise ValueError("the picture was not converted")
    # It carries the target's profile, which Pillow has made with the time of day.
    converted.info.clear()
    return converted
