"""Guessing a language with py3langid, for Pythons that CLD2 has no wheels for."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def guess(text: str) -> str | None:
    """Code of the language of ``text``, None if the model gives it less than 0.9."""
    code, probability = _identifier().classify(text)
    return str(code) if probability >= 0.9 else None
