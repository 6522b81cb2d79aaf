"""Changing the key of the encrypted fields, and leaving old keys behind."""

from collections.abc import Callable, Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from xianji.lib.actor import SYSTEM, acting
from xianji.org import keys
from xianji.org.fields import BlindIndex, EncryptedField
from xianji.org.signin import SECOND_STEP

BLOCK = 500


class KeysInEnvironment(RuntimeError):
    """The product cannot write the environment: put the new key in front of XIANJI_FIELD_KEYS first."""


def rotate() -> int:
    """Make a new key and encrypt everything with it; fingerprints stay as they are. Returns how many values.

    Servers may run meanwhile: they read the file again as soon as it changes."""
    if not keys.are_in_environment():
        keys.new_key(settings.FIELD_KEYS_FILE)
    with acting(SYSTEM):
        return _encrypt_all()


def leave_behind(then: Callable[[], Any] = lambda: None) -> int:
    """Forget all keys but the newest: encrypt, mark and index anew (`then`), all or nothing. Nobody may be at work."""
    if keys.are_in_environment():
        raise KeysInEnvironment(KeysInEnvironment.__doc__)
    with acting(SYSTEM), transaction.atomic():
        _encrypt_all()
        with keys.newest_alone():
            count = _mark_all()
            then()
    keys.drop_older(settings.FIELD_KEYS_FILE)
    return count


def sealed_fields() -> Iterator[tuple[Any, list[str], list[str]]]:
    """(model, its encrypted fields, their fingerprints) of every table that has such."""
    for model in apps.get_models():
        fields = model._meta.local_concrete_fields
        secret = [field.attname for field in fields if isinstance(field, EncryptedField)]
        if secret and model._meta.managed and not model._meta.proxy:
            yield model, secret, [field.attname for field in fields if isinstance(field, BlindIndex)]


def _encrypt_all() -> int:
    """Reading opens with any key, writing uses the newest; nothing else of a row changes, not even its version."""
    count = sum(
        _rewrite(model, names, lambda row, name: getattr(row, name)) for model, names, _marks in sealed_fields()
    )
    return count + _second_steps()


def _mark_all() -> int:
    """Every fingerprint anew, with the key that is oldest now."""
    return sum(
        _rewrite(model, marks, lambda row, name: row._meta.get_field(name).pre_save(row, False))
        for model, _names, marks in sealed_fields()
        if marks
    )


def _rewrite(model: Any, names: list[str], value: Callable[[Any, str], Any]) -> int:
    """In blocks that are locked while they are read and written, so that nobody's change is lost."""
    rows: models.QuerySet = model._base_manager.order_by("pk")
    last, count = 0, 0
    while True:
        with transaction.atomic():
            block = list(rows.select_for_update(of=("self",)).filter(pk__gt=last)[:BLOCK])
            for row in block:
                values = {name: value(row, name) for name in names if getattr(row, name)}
                if values:
                    rows.filter(pk=row.pk).update(**values)
                    count += len(values)
        if not block:
            return count
        last = block[-1].pk


def _second_steps() -> int:
    """The secrets of authenticator apps and recovery codes."""
    with transaction.atomic():
        found = list(Authenticator.objects.select_for_update())
        for one in found:
            for name in ("secret", "seed"):
                if name in one.data:
                    one.data[name] = keys.seal(keys.unseal(one.data[name], SECOND_STEP), SECOND_STEP)
            one.save(update_fields=["data"])
    return len(found)
